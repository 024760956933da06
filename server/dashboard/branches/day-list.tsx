import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { DataTable } from '../parts/data-table.tsx';
import { formatShare } from '../scores/format.ts';
import type { Language } from '../shell/language.ts';
import { costOf, ticketOf, type DayLeaf } from './leaves.ts';
import { TEXTS } from './texts.ts';
import { Ticket } from './ticket.tsx';

interface DayListProps {
  readonly days: readonly DayLeaf[];
  readonly branch: string;
  readonly maySeeTickets: boolean;
  readonly language: Language;
}

/** A quarter has about 65 business days; a screenful at a time. */
const DAYS_AT_ONCE = 15;

/** Days on which something cost points; a day opens to its tickets. */
export function DayList({ days, branch, maySeeTickets, language }: DayListProps): JSX.Element {
  const [open, setOpen] = useState<string | null>(null);
  const texts = TEXTS[language];
  const costing = days.filter((day) => costOf(day) > 0);
  if (costing.length === 0) return <p>{texts.nothingCost}</p>;
  return (
    <>
      <DataTable
        caption={texts.evidence}
        language={language}
        rows={costing}
        keyOf={({ date }) => date}
        rowsAtOnce={DAYS_AT_ONCE}
        columns={[
          { id: 'date', title: texts.date, kind: 'head', sortBy: ({ date }) => date, cell: ({ date }) => date },
          { id: 'n', title: texts.counted, kind: 'figure', cell: ({ n }) => n },
          {
            id: 'costing',
            title: texts.costing,
            kind: 'figure',
            sortBy: costOf,
            cell: (day) => `${costOf(day)} (${formatShare(costOf(day) / day.n)})`,
          },
          {
            id: 'open',
            title: texts.evidence,
            cell: ({ date }) => (
              <button
                type="button"
                class="button"
                aria-expanded={open === date}
                onClick={() => setOpen(open === date ? null : date)}
              >
                {open === date ? texts.close : texts.open}
                <span class="visually-hidden"> {texts.openPart(date)}</span>
              </button>
            ),
          },
        ]}
        detail={(day) =>
          day.date === open ? (
            <DayDetail day={day} branch={branch} maySeeTickets={maySeeTickets} language={language} />
          ) : null
        }
      />
      {costing.length === days.length ? null : <p class="quiet">{texts.allInOrder(days.length - costing.length)}</p>}
    </>
  );
}

interface DayDetailProps extends Omit<DayListProps, 'days'> {
  readonly day: DayLeaf;
}

interface Chip {
  readonly key: string;
  readonly label: string;
  readonly path: string;
}

function DayDetail({ day, branch, maySeeTickets, language }: DayDetailProps): JSX.Element {
  const [open, setOpen] = useState<string | null>(null);
  const texts = TEXTS[language];
  const chips = chipsOf(day, branch);
  const shown = chips.find(({ key }) => key === open);
  return (
    <div class="day-detail">
      <h3>{day.ratings.length > 0 ? texts.ratingsOf(day.date) : texts.ticketsOf(day.date)}</h3>
      {maySeeTickets ? null : <p class="quiet">{texts.ticketsHidden}</p>}
      <ul class="tickets">
        {chips.map(({ key, label }) => (
          <li key={key}>
            {maySeeTickets ? (
              <button
                type="button"
                class="ticket-chip"
                data-testid="ticket-chip"
                aria-expanded={open === key}
                onClick={() => setOpen(open === key ? null : key)}
              >
                {label}
              </button>
            ) : (
              <span class="tag">{label}</span>
            )}
          </li>
        ))}
      </ul>
      {shown === undefined ? null : (
        <Ticket key={shown.key} label={shown.label} path={shown.path} close={() => setOpen(null)} language={language} />
      )}
    </div>
  );
}

function chipsOf({ date, visits, ratings }: DayLeaf, branch: string): readonly Chip[] {
  const day = `/api/branches/${encodeURIComponent(branch)}/days/${date}`;
  return [
    ...visits.map((ref) => ({
      key: `${ref.visit} ${String(ref.leg)}`,
      label: ticketOf(ref),
      path: `${day}/visits/${encodeURIComponent(ref.visit)}`,
    })),
    ...ratings.map((rating) => ({
      key: rating,
      label: rating,
      path: `${day}/ratings/${encodeURIComponent(rating)}`,
    })),
  ];
}

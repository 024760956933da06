import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TicketHistory } from '#contract/lobby-view.ts';
import { rangeWords } from '../shared/estimate-range.ts';
import { formatDuration, formatTime } from '../shared/format.ts';
import type { Language } from '../shared/language.ts';
import { Icon } from './icon.tsx';
import type { Names } from './names.ts';
import { ticketLegs } from './ticket-search.ts';
import type { Search, TicketLeg } from './ticket-search.ts';
import { TICKET_TEXTS } from './ticket-texts.ts';

interface SearchFieldProps {
  readonly language: Language;
  readonly onSearch: (typed: string) => void;
}

export function SearchField({ language, onSearch }: SearchFieldProps): JSX.Element {
  const [typed, setTyped] = useState('');
  const texts = TICKET_TEXTS[language];
  return (
    <form
      role="search"
      class="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() === '') return;
        onSearch(typed);
        setTyped('');
      }}
    >
      <input
        class="field"
        data-testid="search"
        aria-label={texts.search}
        placeholder={texts.placeholder}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        enterkeyhint="search"
        maxLength={24}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <button type="submit" class="button" data-testid="search-go" aria-label={texts.search}>
        <Icon name="search" />
      </button>
    </form>
  );
}

interface SearchSheetProps {
  readonly search: Search;
  readonly names: Names;
  readonly timeZone: string;
  readonly language: Language;
  readonly onFind: (ticket: string) => void;
  readonly onClose: () => void;
}

export function SearchSheet(props: SearchSheetProps): JSX.Element {
  const { search, language, onClose } = props;
  const texts = TICKET_TEXTS[language];
  const dialog = useRef<HTMLDialogElement>(null);
  const open = search.kind !== 'closed';
  useLayoutEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  /** The event comes late: by then the sheet may show the next search. */
  const closed = (): void => {
    if (dialog.current?.open === false) onClose();
  };
  return (
    <dialog ref={dialog} class="sheet" data-testid="search-sheet" aria-labelledby="sheet-title" onClose={closed}>
      {open ? (
        <>
          <header>
            <h2 id="sheet-title">{'ticket' in search ? texts.title(search.ticket) : titleOf(search, language)}</h2>
            <button type="button" class="button" data-testid="search-close" onClick={onClose}>
              {texts.close}
            </button>
          </header>
          <div data-testid="search-result" data-kind={search.kind} aria-live="polite">
            <Result {...props} />
          </div>
        </>
      ) : null}
    </dialog>
  );
}

function titleOf(search: Search, language: Language): string {
  const texts = TICKET_TEXTS[language];
  return search.kind === 'found' ? texts.title(search.history.ticket) : texts.search;
}

function Result({ search, names, timeZone, language, onFind }: SearchSheetProps): JSX.Element | null {
  const texts = TICKET_TEXTS[language];
  switch (search.kind) {
    case 'found':
      return <History history={search.history} names={names} timeZone={timeZone} language={language} />;
    case 'searching':
      return <p class="quiet">{texts.searching}</p>;
    case 'malformed':
      return <p>{texts.malformed}</p>;
    case 'ambiguous':
      return (
        <>
          <p>{texts.ambiguous}</p>
          <ul class="candidates">
            {search.candidates.map((ticket) => (
              <li key={ticket}>
                <button type="button" class="chip" data-testid={`candidate-${ticket}`} onClick={() => onFind(ticket)}>
                  {ticket}
                </button>
              </li>
            ))}
          </ul>
        </>
      );
    case 'unknown':
      return <p>{texts.unknown(search.ticket)}</p>;
    case 'failed':
      return (
        <p class="sheet-failed">
          {texts.failed}
          <button type="button" class="button" data-testid="search-again" onClick={() => onFind(search.ticket)}>
            {texts.again}
          </button>
        </p>
      );
    default:
      return null;
  }
}

interface HistoryProps {
  readonly history: TicketHistory;
  readonly names: Names;
  readonly timeZone: string;
  readonly language: Language;
}

function History({ history, names, timeZone, language }: HistoryProps): JSX.Element {
  const texts = TICKET_TEXTS[language];
  const legs = ticketLegs(history, names);
  return (
    <>
      {legs.map((leg) => (
        <Leg key={leg.key} leg={leg} numbered={legs.length > 1} language={language} />
      ))}
      <h3>{texts.timeline}</h3>
      <ol class="timeline">
        {history.steps.map(({ seq, at, type, counter, inferred }) => (
          <li key={seq}>
            <time>{formatTime(at, timeZone, true)}</time>
            <span>
              {texts.steps[type] ?? type}
              {counter === null ? null : <span class="quiet"> {names.counter(counter)}</span>}
              {inferred ? <span class="tag">{texts.inferred}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

interface LegProps {
  readonly leg: TicketLeg;
  readonly numbered: boolean;
  readonly language: Language;
}

function Leg({ leg, numbered, language }: LegProps): JSX.Element {
  const texts = TICKET_TEXTS[language];
  const duration = (ms: number | null): string => (ms === null ? '—' : formatDuration(ms));
  return (
    <section class="leg">
      <h3>
        {leg.queue}
        {numbered ? <span class="quiet"> {texts.leg(leg.leg)}</span> : null}
        <span class="tag" data-tone="info">
          {texts.outcomes[leg.outcome]}
        </span>
      </h3>
      <dl>
        <dt>{texts.wait}</dt>
        <dd>{duration(leg.waitMs)}</dd>
        <dt>{texts.service}</dt>
        <dd>{duration(leg.serviceMs)}</dd>
        {leg.range === null ? null : (
          <>
            <dt>{texts.told}</dt>
            <dd>
              {rangeWords(leg.range, language)}
              {leg.verdict === null ? null : (
                <span class="tag" data-tone={leg.verdict === 'longer' ? 'near' : 'ok'}>
                  {texts.verdicts[leg.verdict]}
                </span>
              )}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

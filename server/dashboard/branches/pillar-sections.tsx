import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PartExplanation, PillarExplanation } from '#rubric/composite/explain.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { formatDecimal, formatShare, roundToSum } from '../scores/format.ts';
import { SCORE_WORDS } from '../scores/words.ts';
import type { AttainmentView } from '../../scoring/wire.ts';
import type { ScoreTitles } from '../scores/titles.ts';
import type { Language } from '../shell/language.ts';
import { Evidence } from './evidence.tsx';
import { GoalpostBar } from './goalpost-bar.tsx';
import { TEXTS } from './texts.ts';

interface PillarSectionsProps {
  readonly branch: string;
  readonly pillars: readonly PillarExplanation[];
  readonly attainment: AttainmentView | null;
  readonly titles: ScoreTitles;
  readonly maySeeTickets: boolean;
  readonly language: Language;
}

/** Each pillar with its parts; a part opens to what it was counted from. */
export function PillarSections({ pillars, ...props }: PillarSectionsProps): JSX.Element {
  return (
    <>
      {pillars.map((pillar) => (
        <PillarSection key={pillar.pillar} pillar={pillar} {...props} />
      ))}
    </>
  );
}

interface PillarSectionProps extends Omit<PillarSectionsProps, 'pillars'> {
  readonly pillar: PillarExplanation;
}

interface PartRow {
  readonly key: string;
  readonly name: string;
  readonly part: PartExplanation;
  /** As printed, see `roundToSum`. */
  readonly contribution: number;
}

function PillarSection({ pillar, attainment, language, ...evidence }: PillarSectionProps): JSX.Element {
  const [open, setOpen] = useState<string | null>(null);
  const words = SCORE_WORDS[language];
  const texts = TEXTS[language];
  return (
    <section class="card pillar-section" data-testid={`pillar-${pillar.pillar}`}>
      <h2 id={`pillar-${pillar.pillar}`} tabIndex={-1}>
        {words.pillars[pillar.pillar]}
        <small class="quiet">{texts.stepLine(formatShare(pillar.weight), formatDecimal(pillar.points))}</small>
      </h2>
      <DataTable
        caption={words.pillars[pillar.pillar]}
        language={language}
        rows={rowsOf(pillar, language)}
        keyOf={({ key }) => key}
        columns={columnsOf(language, open, setOpen)}
        detail={({ key, part }) => (key === open ? <Evidence part={part} language={language} {...evidence} /> : null)}
      />
      {pillar.pillar === 'wait' && attainment !== null ? <Standardised of={attainment} language={language} /> : null}
    </section>
  );
}

/** What the waits would be worth comparing with: no part of the score. */
function Standardised({ of, language }: { readonly of: AttainmentView; readonly language: Language }): JSX.Element {
  const texts = TEXTS[language];
  const words = SCORE_WORDS[language];
  const { crude, standardised, standardError, borrowed } = of;
  const share = (tenThousandths: number | null): string => formatShare((tenThousandths ?? 0) / 10_000);
  return (
    <div class="standardised" data-testid="standardised">
      <p>
        {words.standardised} <strong>{standardised === null ? texts.notComparable : share(standardised)}</strong>
        {standardError === null ? null : ` ± ${share(standardError)}`} · {words.crude(share(crude))}
      </p>
      <p class="quiet">
        {words.standardisedAbout}{' '}
        {borrowed.length === 0 ? null : texts.borrowed(borrowed.map((name) => words.classes[name] ?? name))}
      </p>
    </div>
  );
}

function rowsOf({ parts, contribution }: PillarExplanation, language: Language): readonly PartRow[] {
  const words = SCORE_WORDS[language];
  const printed = roundToSum(
    parts.map((part) => part.contribution),
    contribution,
  );
  return parts.map((part, index) => {
    const indicator = words.indicators[part.indicator] ?? part.indicator;
    const ofClass = part.class === null ? '' : ` · ${words.classes[part.class] ?? part.class}`;
    return {
      key: `${part.indicator}/${part.class ?? ''}`,
      name: `${indicator}${ofClass}`,
      part,
      contribution: printed[index]!,
    };
  });
}

function columnsOf(
  language: Language,
  open: string | null,
  choose: (key: string | null) => void,
): readonly Column<PartRow>[] {
  const texts = TEXTS[language];
  return [
    {
      id: 'indicator',
      title: texts.indicator,
      kind: 'head',
      cell: ({ name, part }) => (
        <>
          {name}
          {part.indicator === 'coverage' ? <small class="block quiet">{texts.coverageAbout}</small> : null}
        </>
      ),
    },
    { id: 'share', title: texts.share, kind: 'figure', cell: ({ part }) => formatShare(part.share) },
    { id: 'n', title: texts.n, kind: 'figure', cell: ({ part }) => part.n.toLocaleString('en') },
    { id: 'goalposts', title: texts.goalposts, cell: ({ part }) => <GoalpostBar part={part} language={language} /> },
    {
      id: 'utility',
      title: texts.utility,
      kind: 'figure',
      cell: ({ part }) => (part.utility === null ? '–' : formatDecimal(part.utility)),
    },
    { id: 'weight', title: texts.weight, kind: 'figure', cell: ({ part }) => formatShare(part.weight) },
    {
      id: 'contribution',
      title: texts.contribution,
      kind: 'figure',
      cell: ({ contribution, part }) => (
        <strong title={String(part.contribution)}>{formatDecimal(contribution)}</strong>
      ),
    },
    {
      id: 'evidence',
      title: texts.evidence,
      cell: ({ key, name, part }) =>
        part.leaves.length === 0 ? (
          '–'
        ) : (
          <button
            type="button"
            class="button"
            aria-expanded={open === key}
            onClick={() => choose(open === key ? null : key)}
          >
            {open === key ? texts.close : texts.open}
            <span class="visually-hidden"> {texts.openPart(name)}</span>
          </button>
        ),
    },
  ];
}

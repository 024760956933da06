import type { JSX } from 'preact';
import type { AttainmentView, BranchName, GroupScore, Named } from '../../scoring/wire.ts';
import { formatShare } from '../live/format.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { formatPoints } from '../scores/format.ts';
import { IntervalBar, intervalText } from '../scores/interval-bar.tsx';
import { BranchLink, ConfidenceMark, Grade } from '../scores/marks.tsx';
import { formatRange, rangeOf, type PointRange } from '../scores/point-range.ts';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { rankBar, TIER_LINES } from './rank-bar.ts';
import { matches, nameOfRegion, rowsOf, type Filter, type RankingGroup, type RankingRow } from './rows.ts';
import { TEXTS } from './texts.ts';

interface GroupSectionProps {
  readonly group: RankingGroup;
  readonly names: ReadonlyMap<string, BranchName>;
  readonly regions: readonly Named[];
  readonly grades: readonly Named[];
  readonly filter: Filter;
  readonly language: Language;
  readonly hrefOfBranch: (branch: string) => string | null;
}

/** One peer group by place. */
export function GroupSection(props: GroupSectionProps): JSX.Element {
  const { group, names, filter, language } = props;
  const texts = TEXTS[language];
  const rows = rowsOf(group, names).filter(({ name }) => matches(name, filter));
  return (
    <section class="card ranking-group" data-testid="group">
      <h2>
        {group.title[language]} <small class="quiet">{texts.groupSize(group.branches.length)}</small>
      </h2>
      <p class="quiet about-group">
        {texts.reliability(percent(group.reliability))}
        {language === 'zh' ? '；' : '; '}
        {texts.draws(group.draws)}
        {language === 'zh' ? '。' : '.'}
      </p>
      {rows.length === 0 ? (
        <p>{texts.noMatch}</p>
      ) : (
        <DataTable
          caption={group.title[language]}
          columns={columnsOf(props)}
          rows={rows}
          keyOf={({ name }) => name.branch}
          language={language}
        />
      )}
    </section>
  );
}

function columnsOf(props: GroupSectionProps): readonly Column<RankingRow>[] {
  const { group, regions, language, hrefOfBranch } = props;
  const words = SCORE_WORDS[language];
  const texts = TEXTS[language];
  const size = group.branches.length;
  return [
    {
      id: 'place',
      title: words.place,
      kind: 'figure',
      cell: ({ ranked }) => <strong class="place">{ranked.place}</strong>,
    },
    {
      id: 'branch',
      title: words.branch,
      kind: 'head',
      cell: ({ name }) => (
        <>
          <BranchLink name={name} href={hrefOfBranch(name.branch)} language={language} />
          {name.region === null ? null : (
            <small class="quiet region">{nameOfRegion(name.region, regions, language)}</small>
          )}
        </>
      ),
    },
    ...scoreColumns(props),
    {
      id: 'tier',
      title: words.tier,
      cell: ({ ranked }) => (
        <>
          <strong>{words.tierName(ranked.tier)}</strong>
          <small class="block quiet" title={texts.tierShare(percent(ranked.share))}>
            <ConfidenceMark confidence={ranked.confidence} language={language} />
          </small>
        </>
      ),
    },
    {
      id: 'rank',
      title: texts.rankInterval,
      cell: (row) => <RankCell row={row} size={size} language={language} />,
    },
    { id: 'neighbours', title: texts.neighbours, cell: (row) => <Neighbours row={row} language={language} /> },
  ];
}

/** What the places follow from, and what stands beside it. */
function scoreColumns({ group, grades, language }: GroupSectionProps): readonly Column<RankingRow>[] {
  const words = SCORE_WORDS[language];
  const range = rangeOf(group.scores);
  return [
    {
      id: 'composite',
      title: `${words.composite} (${formatRange(range)})`,
      cell: ({ score }) => <CompositeCell score={score} range={range} language={language} />,
    },
    {
      id: 'grade',
      title: words.grade,
      cell: ({ score }) => <Grade grade={score.grade} grades={grades} uncapped={score.uncapped} language={language} />,
    },
    {
      id: 'attainment',
      title: words.standardised,
      cell: ({ score }) => <Attainment of={score.attainment} language={language} />,
    },
  ];
}

interface CompositeCellProps {
  readonly score: GroupScore;
  readonly range: PointRange;
  readonly language: Language;
}

function CompositeCell({ score: { value, low, high }, range, language }: CompositeCellProps): JSX.Element {
  return (
    <span class="composite">
      <strong>{formatPoints(value)}</strong>
      <small class="quiet">{intervalText(low, high, language)}</small>
      <IntervalBar value={value} low={low} high={high} range={range} />
    </span>
  );
}

function Attainment({
  of,
  language,
}: {
  readonly of: AttainmentView | null;
  readonly language: Language;
}): JSX.Element {
  if (of === null) return <>–</>;
  const { standardised, crude } = of;
  return (
    <>
      <strong>{formatShare(standardised) ?? '–'}</strong>
      <small class="block quiet measured">{SCORE_WORDS[language].crude(formatShare(crude) ?? '–')}</small>
    </>
  );
}

interface RankCellProps {
  readonly row: RankingRow;
  readonly size: number;
  readonly language: Language;
}

function RankCell({ row: { ranked }, size, language }: RankCellProps): JSX.Element {
  const bar = rankBar(ranked, size);
  const per = (value: number): string => `${value.toFixed(3)}%`;
  return (
    <span class="rank">
      <span class="rank-range">{TEXTS[language].rankRange(ranked.rank.low, ranked.rank.high)}</span>
      <span class="rank-bar" aria-hidden="true" data-tier={ranked.tier} data-confidence={ranked.confidence}>
        {TIER_LINES.map((line) => (
          <span key={line} class="tier-line" style={{ insetInlineStart: per(line) }} />
        ))}
        <span class="band" style={{ insetInlineStart: per(bar.start), inlineSize: per(bar.size) }} />
        <span class="median" style={{ insetInlineStart: per(bar.median) }} />
        <span class="own-place" style={{ insetInlineStart: per(bar.place) }} />
      </span>
    </span>
  );
}

function Neighbours({ row, language }: { readonly row: RankingRow; readonly language: Language }): JSX.Element {
  const texts = TEXTS[language];
  const { ranked, alike } = row;
  return (
    <span class="neighbours">
      {ranked.tied ? (
        <span class="tag" data-tone="info">
          {texts.tied(ranked.place)}
        </span>
      ) : null}
      {alike.length > 0 ? <span>≈ {texts.alike(alike)}</span> : null}
      {alike.length === 0 && !ranked.tied ? <span class="quiet">{texts.toldApart}</span> : null}
    </span>
  );
}

function percent(tenThousandths: number): string {
  return `${Math.round(tenThousandths / 100)}%`;
}

import type { JSX } from 'preact';
import type { ComparedScore, CompareView, PolicyRef } from '../../scoring/wire.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { formatPoints } from '../scores/format.ts';
import { BranchLink, Grade } from '../scores/marks.tsx';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import type { Change, Kind } from './changes.ts';
import { TEXTS } from './texts.ts';

interface CompareTableProps {
  readonly view: CompareView;
  readonly changes: readonly Change[];
  readonly language: Language;
}

export function CompareTable({ view, changes, language }: CompareTableProps): JSX.Element {
  return (
    <DataTable
      caption={TEXTS[language].heading(view.period)}
      language={language}
      rows={changes}
      keyOf={({ row }) => row.name.branch}
      columns={columnsOf(view, language)}
    />
  );
}

function columnsOf(view: CompareView, language: Language): readonly Column<Change>[] {
  const texts = TEXTS[language];
  const words = SCORE_WORDS[language];
  const side = (policy: PolicyRef): string =>
    `${words.composite} · ${words.versionName(policy.policy, policy.version)}`;
  const hrefOfBranch = (branch: string): string =>
    hrefOf(['branches', branch, 'score', view.period], {
      policy: view.to.policy,
      version: String(view.to.version),
    });
  return [
    {
      id: 'branch',
      title: words.branch,
      kind: 'head',
      sortBy: ({ row }) => row.name[language],
      cell: ({ row }) => <BranchLink name={row.name} href={hrefOfBranch(row.name.branch)} language={language} />,
    },
    { id: 'from', title: side(view.from), kind: 'figure', cell: ({ row }) => <Score score={row.from} /> },
    { id: 'to', title: side(view.to), kind: 'figure', cell: ({ row }) => <Score score={row.to} /> },
    {
      id: 'points',
      title: texts.points,
      kind: 'figure',
      sortBy: ({ points }) => points,
      cell: ({ points }) => (points === null ? '–' : signed(formatPoints(points), points)),
    },
    {
      id: 'grade',
      title: words.grade,
      sortBy: ({ grade }) => (grade === 'same' ? null : grade),
      cell: ({ row, grade }) => (
        <Pair
          from={gradeMark(row.from, view.from, language)}
          to={gradeMark(row.to, view.to, language)}
          kind={grade}
          language={language}
        />
      ),
    },
    {
      id: 'tier',
      title: words.tier,
      sortBy: ({ tier }) => (tier === 'same' ? null : tier),
      cell: ({ row, tier }) => (
        <Pair from={row.from.tier ?? '–'} to={row.to.tier ?? '–'} kind={tier} language={language} />
      ),
    },
    {
      id: 'places',
      title: texts.places,
      sortBy: ({ places }) => places,
      cell: ({ row, places }) => (
        <Pair from={row.from.place ?? '–'} to={row.to.place ?? '–'} kind={kindOfPlaces(places)} language={language} />
      ),
    },
  ];
}

function Score({ score }: { readonly score: ComparedScore }): JSX.Element {
  return <>{score.value === null ? '–' : formatPoints(score.value)}</>;
}

function gradeMark({ grade }: ComparedScore, { grades }: PolicyRef, language: Language): JSX.Element {
  return grade === null ? <>–</> : <Grade grade={grade} grades={grades} language={language} />;
}

interface PairProps {
  readonly from: JSX.Element | number | string;
  readonly to: JSX.Element | number | string;
  readonly kind: Kind;
  readonly language: Language;
}

const TONES: Readonly<Record<Kind, string>> = {
  same: '',
  better: 'ok',
  worse: 'over',
  other: 'near',
  appeared: 'info',
  vanished: 'near',
};

/** Once where nothing changed, otherwise both and in words how. */
function Pair({ from, to, kind, language }: PairProps): JSX.Element {
  if (kind === 'same') return <>{to}</>;
  return (
    <span class="pair">
      {from} → {to}
      <span class="tag" data-tone={TONES[kind]}>
        {TEXTS[language].kinds[kind]}
      </span>
    </span>
  );
}

function kindOfPlaces(places: number | null): Kind {
  if (places === null || places === 0) return 'same';
  return places > 0 ? 'better' : 'worse';
}

function signed(text: string, value: number): string {
  return value > 0 ? `+${text}` : text;
}

import type { BranchName, RankingView } from '../../scoring/wire.ts';
import { csvOf, type Cell } from '../parts/csv.ts';
import { formatPoints } from '../scores/format.ts';
import { gradeName, SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { nameOf, nameOfRegion, rowsOf, type RankingRow } from './rows.ts';
import { TEXTS } from './texts.ts';

/** The whole ranking, whatever is shown of it: ranked branches by group and place, then the others with the reason. */
export function rankingCsv(view: RankingView, language: Language): string {
  const names = new Map(view.branches.map((name) => [name.branch, name]));
  const words = SCORE_WORDS[language];
  const stamp = [view.period, words.versionName(view.policy.policy, view.policy.version)];
  const ranked = view.groups.flatMap((group) =>
    rowsOf(group, names).map((row): readonly Cell[] => [
      ...stamp,
      ...nameCells(row.name, view, language),
      group.title[language],
      ...rankCells(row, view, language),
      null,
    ]),
  );
  const blank: readonly Cell[] = ranked[0]?.slice(stamp.length + 3, -1).map(() => null) ?? [];
  const others = view.notRanked.map(({ branch, reason }): readonly Cell[] => [
    ...stamp,
    ...nameCells(nameOf(branch, names), view, language),
    ...blank,
    words.notRanked[reason],
  ]);
  return csvOf([headCells(language), ...ranked, ...others]);
}

function headCells(language: Language): readonly Cell[] {
  const words = SCORE_WORDS[language];
  const { columns, group, neighbours, reason } = TEXTS[language];
  return [
    words.period,
    words.version,
    columns.id,
    words.branch,
    words.region,
    group,
    words.place,
    columns.tied,
    words.composite,
    columns.low,
    columns.high,
    words.grade,
    columns.uncapped,
    `${words.attainment} %`,
    `${words.standardised} %`,
    words.tier,
    words.confidence,
    columns.rankLow,
    columns.rankMedian,
    columns.rankHigh,
    neighbours,
    reason,
  ];
}

function nameCells(name: BranchName, { regions }: RankingView, language: Language): readonly Cell[] {
  const { branch, region } = name;
  return [branch, name[language], region === null ? null : nameOfRegion(region, regions, language)];
}

function rankCells({ ranked, score, alike }: RankingRow, view: RankingView, language: Language): readonly Cell[] {
  const words = SCORE_WORDS[language];
  const { columns, alike: alikeWith, toldApart } = TEXTS[language];
  return [
    ranked.place,
    ranked.tied ? columns.yes : columns.no,
    Number(formatPoints(score.value)),
    score.low === null ? null : Number(formatPoints(score.low)),
    score.high === null ? null : Number(formatPoints(score.high)),
    gradeName(score.grade, view.policy.grades, language),
    score.uncapped === null ? null : gradeName(score.uncapped, view.policy.grades, language),
    percent(score.attainment?.crude ?? null),
    percent(score.attainment?.standardised ?? null),
    ranked.tier,
    words.confidences[ranked.confidence],
    ranked.rank.low,
    ranked.rank.median,
    ranked.rank.high,
    alike.length === 0 ? toldApart : alikeWith(alike),
  ];
}

function percent(tenThousandths: number | null): number | null {
  return tenThousandths === null ? null : tenThousandths / 100;
}

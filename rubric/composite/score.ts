import { RUBRIC_VERSION } from '../version.ts';
import type { CompositeDefinition } from './definition.ts';
import { inOrder, type CompositeEvidence, type DayEvidence } from './evidence.ts';
import { explainPillar, toPoints, type PillarExplanation } from './explain.ts';
import { casesOf, sheetsOf } from './measure.ts';
import { missingIn, type Missing } from './missing.ts';
import { compositeGrade, valueOf, vetoesIn, weightedMean, weightedPillars, type SheetVeto } from './worth.ts';

/**
 * The composite index of a branch: fixed goalposts, an arithmetic weighted sum, vetoes that cap the grade, and no score
 * while a pillar is missing. Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008); worked example
 * T-C1.
 */

/** Business days [from, to), YYYY-MM-DD. */
export interface CompositeWindow {
  readonly from: string;
  readonly to: string;
}

interface Stamp {
  readonly window: CompositeWindow;
  readonly definition: Pick<CompositeDefinition, 'id' | 'version' | 'approval'>;
  readonly rubric: string;
  /** Versions of the scorecards behind it. */
  readonly scorecards: readonly { readonly id: string; readonly version: number }[];
  readonly flags: readonly CompositeFlag[];
}

export type CompositeFlag =
  /** Has no share and was left out. */
  | { readonly code: 'sheet-incomplete'; readonly sheet: string }
  /** Only one visit: its own chance cannot be told from the branch. */
  | { readonly code: 'single-visit'; readonly kind: 'announced' | 'mystery' }
  /** Nothing had to be dealt with, which counts as all of it. */
  | { readonly code: 'none-arose'; readonly indicator: 'on-time' | 'rectified' };

export interface InsufficientComposite extends Stamp {
  readonly state: 'insufficient';
  readonly missing: readonly Missing[];
}

export interface ScoredComposite extends Stamp {
  readonly state: 'scored';
  /** Whole 1/10,000 of a point, 0–1,000,000: what is stored and ranked. */
  readonly value: number;
  /** In points of 100, right to 1e-11: what the contributions add up to. */
  readonly points: number;
  readonly grade: string;
  readonly vetoes: readonly SheetVeto[];
  readonly pillars: readonly PillarExplanation[];
}

export type Composite = ScoredComposite | InsufficientComposite;

/**
 * The score with everything that it rests on, or what is missing. Evidence may come in any order. Throws a RangeError
 * for a day outside the window or twice, since a score must not rest on other days than it names.
 */
export function compositeScore(
  definition: CompositeDefinition,
  unordered: CompositeEvidence,
  window: CompositeWindow,
): Composite {
  const evidence = inOrder(unordered);
  requireDays(evidence.days, window);
  const stamp: Stamp = {
    window,
    definition: { id: definition.id, version: definition.version, approval: definition.approval },
    rubric: RUBRIC_VERSION,
    scorecards: scorecardsIn(evidence),
    flags: flagsOf(evidence),
  };
  const missing = missingIn(definition, evidence);
  const pillars = missing.length > 0 ? null : weightedPillars(definition, evidence);
  if (pillars === null) return { state: 'insufficient', ...stamp, missing };
  const worth = weightedMean(pillars);
  const vetoes = vetoesIn(evidence);
  return {
    state: 'scored',
    ...stamp,
    value: valueOf(worth),
    points: toPoints(worth),
    grade: compositeGrade(definition, worth, vetoes),
    vetoes,
    pillars: pillars.map((pillar) => explainPillar(pillar, evidence)),
  };
}

function requireDays(days: readonly DayEvidence[], { from, to }: CompositeWindow): void {
  days.forEach(({ date }, index) => {
    if (date < from || date >= to) throw new RangeError(`${date} is not a day of [${from}, ${to})`);
    if (days[index - 1]?.date === date) throw new RangeError(`${date} is there twice`);
  });
}

function scorecardsIn({ sheets }: CompositeEvidence): Stamp['scorecards'] {
  const cards = new Map(
    sheets.map(({ result }) => [
      `${result.scorecard}/${String(result.version)}`,
      { id: result.scorecard, version: result.version },
    ]),
  );
  return [...cards.values()].toSorted((a, b) => (a.id < b.id || (a.id === b.id && a.version < b.version) ? -1 : 1));
}

function flagsOf(evidence: CompositeEvidence): readonly CompositeFlag[] {
  return [
    ...evidence.sheets
      .filter(({ result }) => result.share === null)
      .map(({ id }): CompositeFlag => ({ code: 'sheet-incomplete', sheet: id })),
    ...(['announced', 'mystery'] as const)
      .filter((kind) => sheetsOf(evidence.sheets, kind).length === 1)
      .map((kind): CompositeFlag => ({ code: 'single-visit', kind })),
    ...(['on-time', 'rectified'] as const)
      .filter((indicator) => casesOf(evidence, indicator)?.length === 0)
      .map((indicator): CompositeFlag => ({ code: 'none-arose', indicator })),
  ];
}

/** The grade that vetoes keep a branch from; null when they do not change it. */
export function gradeWithoutVetoes(
  definition: CompositeDefinition,
  evidence: CompositeEvidence,
  { vetoes, grade }: Pick<ScoredComposite, 'vetoes' | 'grade'>,
): string | null {
  const pillars = vetoes.length === 0 ? null : weightedPillars(definition, evidence);
  if (pillars === null) return null;
  const reached = compositeGrade(definition, weightedMean(pillars), []);
  return reached === grade ? null : reached;
}

import type { CompositeFlag } from '#rubric/composite/score.ts';
import type { Missing } from '#rubric/composite/missing.ts';
import type { PillarId } from '#rubric/composite/definition.ts';
import type { NotRanked } from '#rubric/ranking/ranking.ts';
import type { Confidence } from '#rubric/ranking/tiers.ts';
import type { Named } from '../../scoring/wire.ts';
import type { Language } from '../shell/language.ts';
import type { ScoreTitles } from './titles.ts';
import { EN } from './words-en.ts';
import { ZH } from './words-zh.ts';

/** The terms of scores, the same on every page. */
export interface ScoreWords {
  readonly pillars: Readonly<Record<PillarId, string>>;
  /** By indicator of the rubric; one from a newer rubric shows under its own name. */
  readonly indicators: Readonly<Partial<Record<string, string>>>;
  readonly classes: Readonly<Partial<Record<string, string>>>;
  readonly composite: string;
  readonly interval: string;
  readonly grade: string;
  readonly tier: string;
  readonly tierName: (tier: number) => string;
  readonly confidence: string;
  readonly confidences: Readonly<Record<Confidence, string>>;
  readonly branch: string;
  readonly region: string;
  readonly place: string;
  readonly period: string;
  readonly version: string;
  readonly versionInForce: string;
  readonly versionName: (policy: string, version: number) => string;
  readonly template: string;
  readonly notApproved: string;
  readonly stale: string;
  readonly computedAt: (time: string) => string;
  readonly noScore: string;
  /** A veto keeps the branch from this grade. */
  readonly capped: (grade: string) => string;
  readonly attainment: string;
  readonly standardised: string;
  readonly crude: (share: string) => string;
  readonly standardisedAbout: string;
  readonly noPeriods: string;
  readonly noPeriodsHint: string;
  readonly notRanked: Readonly<Record<NotRanked, string>>;
  readonly missing: (missing: Missing) => { readonly what: string; readonly todo: string };
  readonly flag: (flag: CompositeFlag) => string;
}

export const SCORE_WORDS: Readonly<Record<Language, ScoreWords>> = { zh: ZH, en: EN };

/**
 * Items of scores are named by pillar, indicator and class, those of inspections by card and item; each known part is
 * said in words.
 */
export function nameOfItem(item: string, words: ScoreWords, titles: Pick<ScoreTitles, 'ofCard'> | null = null): string {
  const parts = item.split(/[/:]/);
  const [pillar, , card = '', ...cells] = parts;
  const known = pillar === 'inspection' ? (titles?.ofCard(card, cells) ?? null) : null;
  const said = [...(known === null ? parts : parts.slice(0, 2)).map((part) => wordOf(part, words)), ...(known ?? [])];
  return [...new Set(said)].join(' · ');
}

function wordOf(part: string, { pillars, indicators, classes }: ScoreWords): string {
  const known: Readonly<Partial<Record<string, string>>> = { ...pillars, ...indicators, ...classes };
  return Object.hasOwn(known, part) ? (known[part] ?? part) : part;
}

/** As the definition calls it; where that is not kept any more, a short id is the grade's letter. */
export function gradeName(grade: string, grades: readonly Named[], language: Language): string {
  const named = grades.find(({ id }) => id === grade);
  if (named !== undefined) return named[language];
  return grade.length === 1 ? grade.toUpperCase() : grade;
}

/** Never the colour alone: three steps, so many filled. */
export const CONFIDENCE_MARKS: Readonly<Record<Confidence, string>> = { high: '●●●', medium: '●●○', low: '●○○' };

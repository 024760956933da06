import type { CompositeFlag } from '#rubric/composite/score.ts';
import type { Missing } from '#rubric/composite/missing.ts';
import type { PillarId } from '#rubric/composite/definition.ts';
import type { NotRanked } from '#rubric/ranking/ranking.ts';
import type { Confidence } from '#rubric/ranking/tiers.ts';
import type { Language } from '../shell/language.ts';
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
  readonly noPeriods: string;
  readonly noPeriodsHint: string;
  readonly notRanked: Readonly<Record<NotRanked, string>>;
  readonly missing: (missing: Missing) => { readonly what: string; readonly todo: string };
  readonly flag: (flag: CompositeFlag) => string;
}

export const SCORE_WORDS: Readonly<Record<Language, ScoreWords>> = { zh: ZH, en: EN };

/** Items of scores are named by pillar, indicator and class; each known part is said in words. */
export function nameOfItem(item: string, words: ScoreWords): string {
  const parts = item.split(/[/:]/).map((part) => wordOf(part, words));
  return [...new Set(parts)].join(' · ');
}

function wordOf(part: string, { pillars, indicators, classes }: ScoreWords): string {
  const known: Readonly<Partial<Record<string, string>>> = { ...pillars, ...indicators, ...classes };
  return Object.hasOwn(known, part) ? (known[part] ?? part) : part;
}

/** Grades are named by the bank; a short id is the grade's letter. */
export function gradeName(grade: string): string {
  return grade.length === 1 ? grade.toUpperCase() : grade;
}

/** Never the colour alone: three steps, so many filled. */
export const CONFIDENCE_MARKS: Readonly<Record<Confidence, string>> = { high: '●●●', medium: '●●○', low: '●○○' };

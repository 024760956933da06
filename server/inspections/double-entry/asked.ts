import type { z } from 'zod';
import type { Clock } from '#contract/clock.ts';
import { problemsOf } from '#contract/problems.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { DONE, json, refuse, viewerOf, type Answer, type Asked } from '../../api/route.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { Database, Writing } from '../../store/database.ts';
import { findPaper } from '../../store/double-entry/find-paper.ts';
import type { PaperInspection } from '../../store/double-entry/paper.ts';
import { isBranchWithin } from '../../store/people/branches-within.ts';
import type { CardSource } from '../card-source.ts';
import type { Actor } from './actor.ts';
import { answerRefusal, refused, type Outcome } from './refusal.ts';
import type { PaperName } from './wire.ts';

/** Between the routes of double entry and what they do. */

export interface DoubleEntryParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly cards: Pick<CardSource, 'version'>;
}

export function nameOf(paper: PaperInspection): PaperName {
  const { branch, inspection, kind, state } = paper;
  const name = { zh: paper.name_zh, en: paper.name_en };
  return { branch, name, inspection, kind, fromOn: paper.from_on, toOn: paper.to_on, state };
}

export async function actorOf({ database, clock }: DoubleEntryParts, asked: Asked): Promise<Actor> {
  const viewer = viewerOf(asked);
  const { branch = '', inspection = '' } = asked.params;
  const review = scopeOf(viewer, 'inspections.review');
  return {
    key: { branch, inspection },
    account: viewer.account,
    scope: asked.scope,
    mayReview: review !== null && (await isBranchWithin(database.read, review, branch)),
    now: clock.now(),
  };
}

export interface Change {
  readonly writing: Writing;
  readonly actor: Actor;
  readonly card: Scorecard;
}

/** One change of a paper sheet, in one transaction. The card is read before: a version never changes. */
export async function change<T>(
  parts: DoubleEntryParts,
  asked: Asked,
  action: (change: Change) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const actor = await actorOf(parts, asked);
  const paper = await findPaper(parts.database.read, asked.scope, actor.key);
  if (paper === null) return refused('no-such-paper');
  const card = await parts.cards.version(parts.database.read, paper.card, paper.card_version);
  if (card === null) return refused('no-such-card');
  return parts.database.write((writing) => action({ writing, actor, card }));
}

export function answerOutcome(outcome: Outcome<unknown>): Answer {
  if (!outcome.ok) return answerRefusal(outcome.refusal);
  return outcome.value === null ? DONE : json(outcome.value);
}

export async function checked<T>(
  { body }: Asked,
  schema: z.ZodType<T>,
  answer: (value: T) => Promise<Answer>,
): Promise<Answer> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return answer(parsed.data);
  return refuse(400, 'malformed', 'The request is not as expected; every place is listed.', problemsOf(parsed.error));
}

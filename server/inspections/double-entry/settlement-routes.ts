import { z } from 'zod';
import { json, type Answer, type Asked, type Route } from '../../api/route.ts';
import { findEntryStates } from '../../store/double-entry/find-entry-states.ts';
import { findPaper } from '../../store/double-entry/find-paper.ts';
import { listEvidence } from '../../store/double-entry/list-evidence.ts';
import { compareSheets } from './compare-sheets.ts';
import { actorOf, answerOutcome, change, checked, nameOf, type DoubleEntryParts } from './asked.ts';
import { answerRefusal } from './refusal.ts';
import { bothSigned, nextFor } from './rules.ts';
import { settleEntries } from './settle-entries.ts';
import { decisionSchema } from './settle-sheets.ts';
import type { SettlementView } from './wire.ts';
import { readBoth } from './write-entry.ts';

const PATH = '/api/branches/:branch/inspections/:inspection/settlement';
const BODY_LIMIT = 1_048_576;

const settlementSchema = z.strictObject({ decisions: z.array(decisionSchema).min(1).max(10_000) });

/** What two entries of a paper sheet disagree on, settled by a third person with the original in hand. */
export function settlementRoutes(parts: DoubleEntryParts): readonly Route[] {
  return [
    { method: 'GET', path: PATH, answer: (asked) => answerView(parts, asked) },
    {
      method: 'POST',
      path: PATH,
      bodyLimit: BODY_LIMIT,
      answer: (asked) =>
        checked(asked, settlementSchema, async ({ decisions }) =>
          answerOutcome(
            await change(parts, asked, ({ writing, actor, card }) =>
              settleEntries(writing, actor, { card, decisions }),
            ),
          ),
        ),
    },
  ];
}

async function answerView(parts: DoubleEntryParts, asked: Asked): Promise<Answer> {
  const { read } = parts.database;
  const actor = await actorOf(parts, asked);
  const paper = await findPaper(read, asked.scope, actor.key);
  if (paper === null) return answerRefusal({ code: 'no-such-paper' });
  const entries = await findEntryStates(read, asked.scope, [actor.key]);
  if (!bothSigned(entries)) return answerRefusal({ code: 'not-differing' });
  const card = await parts.cards.version(parts.database.read, paper.card, paper.card_version);
  if (card === null) return answerRefusal({ code: 'no-such-card' });
  const { first, second } = await readBoth(read, actor);
  const next = nextFor(paper, entries, actor);
  return json({
    ...nameOf(paper),
    card,
    ...compareSheets(card, first, second),
    evidence: await listEvidence(read, asked.scope, actor.key),
    whyNot: next.kind === 'nothing' ? next.why : null,
  } satisfies SettlementView);
}

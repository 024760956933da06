import { z } from 'zod';
import { dateSchema } from '#contract/ids.ts';
import { sheetSchema } from '#rubric/scorecards/sheet.ts';
import { json, type Answer, type Asked, type Route } from '../../api/route.ts';
import { findEntryStates } from '../../store/double-entry/find-entry-states.ts';
import { findPaper } from '../../store/double-entry/find-paper.ts';
import { findReadableEntries } from '../../store/double-entry/find-readable-entries.ts';
import { actorOf, answerOutcome, change, checked, nameOf, type DoubleEntryParts } from './asked.ts';
import { claimEntry, giveBackEntry } from './claim-entry.ts';
import { typedOf } from './entry-json.ts';
import { openTasks } from './open-tasks.ts';
import { answerRefusal } from './refusal.ts';
import { nextFor } from './rules.ts';
import type { EntryView, OwnEntry } from './wire.ts';
import { saveEntry, signEntry } from './write-entry.ts';

/** Of a sheet with a thousand cells and what was said word for word. */
const SHEET_LIMIT = 1_048_576;
const PATH = '/api/branches/:branch/inspections/:inspection/entries';

const claimSchema = z.strictObject({ device: z.string().regex(/^[A-Za-z0-9-]{8,64}$/, '8–64 letters, digits or "-"') });
const entrySchema = z.enum(['first-entry', 'second-entry']);
const saveSchema = z.strictObject({
  revision: z.int().min(1),
  sheet: sheetSchema,
  visitedOn: dateSchema.nullable(),
});
const signSchema = z.strictObject({ revision: z.int().min(1) });

/** Typing in paper sheets, once each by two persons. */
export function entryRoutes(parts: DoubleEntryParts): readonly Route[] {
  return [
    { method: 'GET', path: '/api/entries', answer: async (asked) => json(await openTasks(parts, asked)) },
    { method: 'GET', path: PATH, answer: (asked) => answerView(parts, asked) },
    {
      method: 'POST',
      path: PATH,
      answer: (asked) =>
        checked(asked, claimSchema, async ({ device }) => {
          const claimed = await change(parts, asked, ({ writing, actor, card }) =>
            claimEntry(writing, actor, { card, device }),
          );
          return claimed.ok ? answerView(parts, asked) : answerRefusal(claimed.refusal);
        }),
    },
    {
      method: 'PUT',
      path: `${PATH}/:entry`,
      bodyLimit: SHEET_LIMIT,
      answer: (asked) =>
        ofEntry(asked, (entry) =>
          checked(asked, saveSchema, async (draft) =>
            answerOutcome(
              await change(parts, asked, ({ writing, actor, card }) =>
                saveEntry(writing, actor, { card, entry, draft }),
              ),
            ),
          ),
        ),
    },
    {
      method: 'POST',
      path: `${PATH}/:entry/sign`,
      answer: (asked) =>
        ofEntry(asked, (entry) =>
          checked(asked, signSchema, async ({ revision }) =>
            answerOutcome(
              await change(parts, asked, ({ writing, actor, card }) =>
                signEntry(writing, actor, { card, entry, revision }),
              ),
            ),
          ),
        ),
    },
    {
      method: 'DELETE',
      path: `${PATH}/:entry`,
      answer: (asked) =>
        ofEntry(asked, async (entry) =>
          answerOutcome(await change(parts, asked, ({ writing, actor }) => giveBackEntry(writing, actor, entry))),
        ),
    },
  ];
}

/** The viewer's own entry and the card it is typed on; nothing of the other entry. */
async function answerView(parts: DoubleEntryParts, asked: Asked): Promise<Answer> {
  const { read } = parts.database;
  const actor = await actorOf(parts, asked);
  const paper = await findPaper(read, asked.scope, actor.key);
  if (paper === null) return answerRefusal({ code: 'no-such-paper' });
  const card = await parts.cards.version(parts.database.read, paper.card, paper.card_version);
  if (card === null) return answerRefusal({ code: 'no-such-card' });
  const entries = await findEntryStates(read, asked.scope, [actor.key]);
  const next = nextFor(paper, entries, actor);
  const readable = await findReadableEntries(read, asked.scope, { ...actor.key, account: actor.account });
  const row = readable.find(
    ({ entry, account }) => account === actor.account && next.kind === 'resume' && next.entry === entry,
  );
  const own: OwnEntry | null =
    row === undefined || next.kind !== 'resume' ? null : { entry: next.entry, revision: row.revision, ...typedOf(row) };
  return json({ ...nameOf(paper), card, next, own } satisfies EntryView);
}

function ofEntry(
  { params }: Asked,
  answer: (entry: 'first-entry' | 'second-entry') => Promise<Answer>,
): Promise<Answer> | Answer {
  const entry = entrySchema.safeParse(params['entry']);
  return entry.success ? answer(entry.data) : answerRefusal({ code: 'no-such-entry' });
}

import { z } from 'zod';
import { branchIdSchema, dateSchema } from '#contract/ids.ts';
import { problemsOf } from '#contract/problems.ts';
import { DONE, json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import { bankDay } from '../bank-day.ts';
import type { OfficeParts } from '../office-routes.ts';
import type { Writing } from '../store/database.ts';
import { findPlaces } from '../store/people/find-places.ts';
import { findUnits, type Unit } from '../store/people/find-units.ts';
import { isUnitWithin } from '../store/people/units-within.ts';
import {
  addUnit,
  closeUnit,
  moveUnit,
  renameUnit,
  type Changed,
  type Changer,
  type UnitRefusal,
} from './change-units.ts';

/** GET /api/organisation: what the viewer may see of the tree, by id. */
export interface Organisation {
  readonly units: readonly Unit[];
  /** The bank's day, the latest on which something can be entered. */
  readonly today: string;
}

const nameSchema = z.strictObject({
  zh: z.string().trim().min(1, 'a name').max(80, 'at most 80 characters'),
  en: z.string().trim().min(1, 'a name').max(80, 'at most 80 characters'),
});
/** Free words, as full, light, self-service: only branches of one type are compared. */
const branchTypeSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'up to 32 lower-case letters, digits and hyphens')
  .nullable();
const dayOn = dateSchema;
const addSchema = z
  .strictObject({
    id: branchIdSchema,
    kind: z.enum(['region', 'branch']),
    name: nameSchema,
    branchType: branchTypeSchema,
    parent: z.string().max(64),
    on: dayOn,
  })
  .refine(({ kind, branchType }) => (kind === 'branch') === (branchType !== null), {
    path: ['branchType'],
    message: 'a type for a branch, null for a region',
  });
const renameSchema = z.strictObject({ name: nameSchema, branchType: branchTypeSchema });
const moveSchema = z.strictObject({ parent: z.string().max(64), on: dayOn });
const closeSchema = z.strictObject({ on: dayOn });

type Parts = Pick<OfficeParts, 'database' | 'clock' | 'config'>;

export function organisationRoutes(parts: Parts): readonly Route[] {
  const { database, clock, config } = parts;
  const today = (): string => bankDay(clock.now(), config);
  /** Checks the body, then changes in one transaction. */
  const changing =
    <T>(schema: z.ZodType<T>, change: (writing: Writing, changer: Changer, body: T, id: string) => Promise<Changed>) =>
    async (asked: Asked): Promise<Answer> => {
      const parsed = schema.safeParse(asked.body);
      if (!parsed.success) return refuse(400, 'malformed', 'Please check what you entered.', problemsOf(parsed.error));
      const { account } = viewerOf(asked);
      const changer = { account, scope: asked.scope, at: clock.now(), today: today() };
      const id = asked.params['unit'] ?? '';
      const changed = await database.write((writing) => change(writing, changer, parsed.data, id));
      return changed.ok ? DONE : refusalOf(changed.refusal);
    };
  return [
    {
      method: 'GET',
      path: '/api/organisation',
      async answer({ scope }) {
        const units = await findUnits(database.read, scope);
        return json({ units, today: today() } satisfies Organisation);
      },
    },
    {
      method: 'GET',
      path: '/api/organisation/:unit/places',
      async answer({ scope, params }) {
        const unit = params['unit'] ?? '';
        if (!(await isUnitWithin(database.read, scope, unit))) return refusalOf('no-such-unit');
        return json(await findPlaces(database.read, scope, unit));
      },
    },
    { method: 'POST', path: '/api/organisation', answer: changing(addSchema, addUnit) },
    {
      method: 'PUT',
      path: '/api/organisation/:unit',
      answer: changing(renameSchema, (writing, changer, body, id) => renameUnit(writing, changer, { ...body, id })),
    },
    {
      method: 'POST',
      path: '/api/organisation/:unit/move',
      answer: changing(moveSchema, (writing, changer, body, id) => moveUnit(writing, changer, { ...body, id })),
    },
    {
      method: 'POST',
      path: '/api/organisation/:unit/close',
      answer: changing(closeSchema, (writing, changer, body, id) => closeUnit(writing, changer, { ...body, id })),
    },
  ];
}

const REFUSALS: Readonly<
  Record<UnitRefusal, { readonly status: number; readonly path: string; readonly text: string }>
> = {
  'no-such-unit': { status: 404, path: '(root)', text: 'a unit that is there and open' },
  'no-such-parent': { status: 400, path: 'parent', text: 'head office or a region that is there and open' },
  'known-id': { status: 409, path: 'id', text: 'an id that no other unit has or had' },
  'below-branch': { status: 400, path: 'parent', text: 'head office or a region; a branch has nothing below it' },
  'below-itself': { status: 400, path: 'parent', text: 'a unit that is not below the one that is moved' },
  'head-office': { status: 400, path: '(root)', text: 'another unit than head office, which stays where it is' },
  'has-units': { status: 409, path: '(root)', text: 'a unit with nothing open below it: move or close those first' },
  'in-future': { status: 400, path: 'on', text: 'today or an earlier day' },
  'too-early': { status: 400, path: 'on', text: 'a day on which the unit was at its present place already' },
};

function refusalOf(refusal: UnitRefusal): Answer {
  const { status, path, text } = REFUSALS[refusal];
  return refuse(status, refusal, `Expected ${text}.`, [{ path, expected: text }]);
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sheetProblems } from '#rubric/scorecards/sheet.ts';
import { sheet } from '#rubric/scorecards/test-card.ts';
import { compareSheets, isSame } from './compare-sheets.ts';
import { settleSheets, type Decision } from './settle-sheets.ts';
import { placesOf, typedFrom, writtenOf, type TypedSheet, type Written } from './typed-sheet.ts';
import { PAPER_CARD } from './test-paper.ts';

const CARD = PAPER_CARD;

const note = fc.option(fc.stringMatching(/^ ?[a-z]{1,3} ?$/), { nil: undefined });
const answers = {
  clean: fc.constantFrom({ type: 'pass' }, { type: 'fail' }, { type: 'not-applicable' }),
  graded: fc.constantFrom('0', '0.5', '0.50', '1', '1.0', '2').map((points) => ({ type: 'points', points })),
  said: fc.stringMatching(/^ ?[a-z]{1,2} ?$/).map((text) => ({ type: 'text', text })),
  seen: fc.integer({ min: 0, max: 3 }).map((count) => ({ type: 'count', count })),
};
const points = fc.constantFrom('1', '1.00', '6');

const typedSheets: fc.Arbitrary<TypedSheet> = fc
  .record({
    cells: fc.record(answers, { requiredKeys: [] }),
    notes: fc.array(note, { minLength: 4, maxLength: 4 }),
    total: fc.option(points, { nil: undefined }),
    sections: fc.dictionary(fc.constantFrom('hall', 'talk'), points),
    on: fc.constantFrom('2026-11-20', '2026-11-21'),
  })
  .map(({ cells, notes, total, sections, on }) => ({
    sheet: sheet(CARD, cells, {
      entries: Object.fromEntries(
        Object.keys(cells).map((cell, index) => [cell, notes[index] === undefined ? {} : { note: notes[index] }]),
      ),
      printed: { sections, ...(total === undefined ? {} : { total }) },
    }),
    visitedOn: on,
  }));

const mismatchesOf = (first: TypedSheet, second: TypedSheet) => compareSheets(CARD, first, second).mismatches;

test('comparing is symmetric, and a sheet equals itself typed again', () => {
  fc.assert(
    fc.property(typedSheets, typedSheets, (a, b) => {
      const turned = mismatchesOf(b, a).map(({ cell, first, second }) => ({ cell, first: second, second: first }));
      expect(mismatchesOf(a, b)).toEqual(turned);
      expect(mismatchesOf(a, typedFrom(CARD, writtenOf(a)))).toEqual([]);
    }),
  );
});

test('no cell is lost: each is equal in both or among the differing ones', () => {
  fc.assert(
    fc.property(typedSheets, typedSheets, (a, b) => {
      const differing = new Set(mismatchesOf(a, b).map(({ cell }) => cell));
      const [first, second] = [writtenOf(a), writtenOf(b)];
      for (const cell of new Set([...first.keys(), ...second.keys()])) {
        const same = isSame(first.get(cell) ?? null, second.get(cell) ?? null);
        expect([cell, differing.has(cell)]).toEqual([cell, !same]);
        expect(placesOf(CARD)).toContain(cell);
      }
    }),
  );
});

test('once settled, every cell reads as decided, all others as both had typed them, and the sheet fits its card', () => {
  fc.assert(
    fc.property(typedSheets, typedSheets, fc.infiniteStream(fc.boolean()), (a, b, choices) => {
      const mismatches = mismatchesOf(a, b);
      const decisions: Decision[] = mismatches.map(({ cell }) => ({
        cell,
        take: choices.next().value === true ? 'first' : 'second',
      }));
      const settled = settleSheets(CARD, { first: a, second: b }, decisions);
      if (!settled.ok) throw new Error(JSON.stringify(settled.problems));
      const written = writtenOf(settled.typed);
      const expected = new Map<string, Written>(writtenOf(a));
      for (const [index, { cell, first, second }] of mismatches.entries())
        expected.set(cell, decisions[index]!.take === 'first' ? first : second);
      for (const place of placesOf(CARD)) expect(written.get(place) ?? null).toEqual(expected.get(place) ?? null);
      expect(sheetProblems(CARD, settled.typed.sheet)).toEqual([]);
      // Exactly one answer was set aside per cell.
      expect(settled.changes.map(({ cell }) => cell)).toEqual(mismatches.map(({ cell }) => cell));
      const again = settleSheets(CARD, { first: settled.typed, second: settled.typed }, []);
      expect(again).toMatchObject({ ok: true, changes: [] });
    }),
  );
});

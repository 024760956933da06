import { expect, test } from 'vitest';
import type { Unit } from '../../store/people/find-units.ts';
import { treeRows } from './tree.ts';

function unit(id: string, parent: string | null): Unit {
  const name = { zh: `名-${id}`, en: id.toUpperCase() };
  return { id, kind: 'branch', name, branchType: 'full', parent, since: null, closedOn: null };
}
const units = [unit('b1', 'north'), unit('b2', 'south'), unit('ho', null), unit('north', 'ho'), unit('south', 'ho')];
const shown = (wanted: string, of = units): string[] =>
  treeRows(of, wanted).map((row) => `${'-'.repeat(row.depth)}${row.unit.id}`);

test('each unit stands below the one it belongs to', () => {
  expect(shown('')).toEqual(['ho', '-north', '--b1', '-south', '--b2']);
});

test.each(['B2', '名-b2', ' b2 '])('"%s" keeps what fits and what is above it', (wanted) => {
  expect(shown(wanted)).toEqual(['ho', '-south', '--b2']);
});

test('what is above the viewer’s own part is not needed', () => {
  expect(shown('', [unit('b1', 'north'), unit('north', 'ho')])).toEqual(['north', '-b1']);
});

test('nothing fits', () => {
  expect(shown('east')).toEqual([]);
});

import { readScorecard } from './lint.ts';
import type { Scorecard } from './schema.ts';
import { SHIPPED_SCORECARDS } from './shipped.ts';
import { sheetSchema, type Sheet } from './sheet.ts';

/** Test helper: cards and sheets in few words. */

export function shipped(id: string): Scorecard {
  return cardFrom(SHIPPED_SCORECARDS.find((card) => (card as { id: string }).id === id));
}

export function cardFrom(json: unknown): Scorecard {
  const read = readScorecard(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.card;
}

/** A sound little card: two sections of which one lies in the other, grades, nothing special. */
export function plainCard(): Record<string, unknown> & { sections: object[]; items: object[] } {
  return {
    scorecard: 1,
    id: 'plain',
    version: 1,
    effective: { from: '2026-01-01', to: null },
    approval: null,
    kind: 'additive',
    title: { zh: '样表', en: 'Sample' },
    source: { zh: '测试', en: 'For tests' },
    grades: [
      { id: 'good', title: { zh: '好', en: 'Good' }, from: '85' },
      { id: 'fair', title: { zh: '一般', en: 'Fair' }, from: '60' },
      { id: 'bad', title: { zh: '差', en: 'Bad' }, from: '0' },
    ],
    sections: [
      { id: 'hall', title: { zh: '大厅', en: 'Hall' }, points: '10' },
      { id: 'seats', parent: 'hall', title: { zh: '座椅', en: 'Seats' }, points: '4' },
    ],
    items: [
      item('clean', 'hall', '4'),
      item('lit', 'hall', '2'),
      item('enough', 'seats', '3'),
      item('soft', 'seats', '1'),
    ],
  };
}

export function item(id: string, section: string, points?: string, fields: object = {}): object {
  return {
    id,
    section,
    title: { zh: '项目', en: 'Item' },
    answer: { type: 'pass-fail' },
    ...(points === undefined ? {} : { points }),
    ...fields,
  };
}

/** Cells by item or "item/role": true and false for pass and fail, text for points, or an answer in full. */
export function sheet(
  card: Scorecard,
  cells: Readonly<Record<string, boolean | string | object>>,
  fields: { readonly printed?: object; readonly entries?: Readonly<Record<string, object>> } = {},
): Sheet {
  const entries = Object.entries(cells).map(([cell, value]) => {
    const [id, role] = cell.split('/');
    return { item: id, ...(role === undefined ? {} : { role }), answer: answer(value), ...fields.entries?.[cell] };
  });
  const { printed } = fields;
  return sheetSchema.parse({
    scorecard: card.id,
    version: card.version,
    entries,
    ...(printed === undefined ? {} : { printed }),
  });
}

function answer(value: boolean | string | object): object {
  if (typeof value === 'boolean') return { type: value ? 'pass' : 'fail' };
  return typeof value === 'string' ? { type: 'points', points: value } : value;
}

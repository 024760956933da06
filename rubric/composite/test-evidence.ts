import { evaluateSheet } from '../scorecards/evaluate.ts';
import { formatPoints } from '../scorecards/format-points.ts';
import { cardFrom, item, plainCard, sheet } from '../scorecards/test-card.ts';
import { DEFAULT_COMPOSITE } from './default-composite.ts';
import { readComposite, type CompositeDefinition } from './definition.ts';
import type { CaseEvidence, CompositeEvidence, DayEvidence, SheetEvidence, VisitRef } from './evidence.ts';

/** Test helper: evidence by its counts. */

export function definition(fields: Partial<CompositeDefinition> = {}): CompositeDefinition {
  const read = readComposite({ ...(DEFAULT_COMPOSITE as CompositeDefinition), ...fields });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.definition;
}

export interface DayCounts {
  readonly date: string;
  /** By class: how many, and how many of them late. */
  readonly classes: Readonly<Record<string, readonly [n: number, late: number]>>;
  readonly judged: number;
  readonly overtime: number;
  readonly present: number;
  readonly abandoned: number;
  readonly served: number;
  readonly uninvited: number;
  readonly unanswered: number;
  readonly rated: number;
  readonly dissatisfied: number;
}

export function day(counts: DayCounts): DayEvidence {
  const names = (what: string, n: number): string[] =>
    Array.from({ length: n }, (_, index) => `${counts.date}/${what}${String(index)}/1`);
  const visits = (what: string, n: number): VisitRef[] => names(what, n).map((id) => ({ visit: id, leg: 1 }));
  return {
    ...counts,
    classes: Object.entries(counts.classes).map(([name, [n, late]]) => ({ class: name, n, late: visits(name, late) })),
    overtime: visits('over', counts.overtime),
    abandoned: visits('left', counts.abandoned),
    uninvited: visits('unasked', counts.uninvited),
    unanswered: visits('silent', counts.unanswered),
    dissatisfied: names('rating', counts.dissatisfied),
  };
}

const PRIVACY = item('privacy', 'hall', undefined, { veto: { capsAt: 'bad' } });
const CARD = cardFrom({
  ...plainCard(),
  sections: [{ id: 'hall', title: { zh: '大厅', en: 'Hall' } }],
  items: [item('all', 'hall', '100', { answer: { type: 'points' } }), PRIVACY],
});

/** A visit that reached so many of 100 points; null = not completed. */
export function visit(id: string, kind: SheetEvidence['kind'], points: number | null, isVetoed = false): SheetEvidence {
  const cells = { ...(points === null ? {} : { all: formatPoints(points * 1000) }), privacy: !isVetoed };
  const evaluated = evaluateSheet(CARD, sheet(CARD, cells));
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.problems));
  return { id, kind, result: evaluated.result };
}

export function cases(what: string, met: number, all: number): CaseEvidence[] {
  return Array.from({ length: all }, (_, index) => ({ id: `${what}-${String(index)}`, met: index < met }));
}

export const WINDOW = { from: '2026-07-01', to: '2026-10-01' };

/**
 * Worked example T-C1. Its attained waits of gold and ordinary tickets (88 % of 120, 74 % of 830) are no whole numbers,
 * so there are five times as many waits here; shares and class mix are those of the example.
 */
export const WORKED_EXAMPLE: CompositeEvidence = {
  days: [
    day({
      date: '2026-07-01',
      classes: { platinum: [250, 20], gold: [600, 72], ordinary: [4150, 1079] },
      judged: 5000,
      overtime: 300,
      present: 5000,
      abandoned: 250,
      served: 1000,
      uninvited: 150,
      unanswered: 250,
      rated: 600,
      dissatisfied: 30,
    }),
  ],
  sheets: [visit('i1', 'announced', 91), visit('m1', 'mystery', 86), visit('m2', 'mystery', 92)],
  complaints: cases('complaint', 18, 20),
  rectifications: cases('task', 9, 10),
};

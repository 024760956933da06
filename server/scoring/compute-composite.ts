import type { CompositeEvidence } from '#rubric/composite/evidence.ts';
import { scoredItems } from '#rubric/composite/scored-items.ts';
import { compositeScore, gradeWithoutVetoes, type Composite, type CompositeWindow } from '#rubric/composite/score.ts';
import { standardErrors } from '#rubric/composite/standard-error.ts';
import type { Reader } from '../store/database.ts';
import { findCaseEvidence } from '../store/scoring/find-case-evidence.ts';
import { findDayEvidence } from '../store/scoring/find-day-evidence.ts';
import { findSheets } from '../store/scoring/find-sheets.ts';
import type { CompositeRow } from '../store/scoring/save-composite.ts';
import type { NamedDefinition } from './composite-source.ts';

export interface EvidenceQuestion {
  readonly branch: string;
  readonly window: CompositeWindow;
  /** Open cases that are due today or later are not judged yet. */
  readonly today: string;
}

/** Everything that a composite of the branch rests on. */
export async function findEvidence(
  reader: Reader,
  { branch, window, today }: EvidenceQuestion,
): Promise<CompositeEvidence> {
  const [days, sheets, complaints, rectifications] = await Promise.all([
    findDayEvidence(reader, branch, window),
    findSheets(reader, branch, window),
    findCaseEvidence(reader, branch, { kind: 'complaint', window, today }),
    findCaseEvidence(reader, branch, { kind: 'rectification', window, today }),
  ]);
  return { days, sheets, complaints, rectifications };
}

export interface ComputedComposite {
  readonly composite: Composite;
  /** As it is stored. */
  readonly row: Omit<CompositeRow, 'peer_group' | 'uncertainty' | 'computed_at'>;
}

/** The composite of one branch and period from its evidence. */
export function computeComposite(
  { branch, period, window }: { readonly branch: string; readonly period: string; readonly window: CompositeWindow },
  { ref, definition }: NamedDefinition,
  evidence: CompositeEvidence,
): ComputedComposite {
  const composite = compositeScore(definition, evidence, window);
  const errors = standardErrors(definition, evidence);
  const isScored = composite.state === 'scored';
  return {
    composite,
    row: {
      branch,
      period,
      policy: ref.policy,
      version: ref.version,
      state: composite.state,
      value: isScored ? composite.value : null,
      error: errors?.composite ?? null,
      grade: isScored ? composite.grade : null,
      uncapped: isScored ? gradeWithoutVetoes(definition, evidence, composite) : null,
      body: JSON.stringify(withoutLeaves(composite)),
      items: JSON.stringify(scoredItems(definition, evidence, errors)),
    },
  };
}

/** The leaves of a year of tickets would be stored twice: they stand in the evidence. */
export function withoutLeaves(composite: Composite): Composite {
  return mapParts(composite, () => []);
}

type Part = Extract<Composite, { state: 'scored' }>['pillars'][number]['parts'][number];

/** The figures of `stored` with the leaves of what was computed from the evidence. */
export function withLeaves(stored: Composite, computed: Composite): Composite {
  if (computed.state !== 'scored') return stored;
  const parts = computed.pillars.flatMap((pillar) => pillar.parts.map((part) => ({ pillar: pillar.pillar, part })));
  return mapParts(stored, ({ indicator, class: name }, pillar) => {
    const same = parts.find(
      (each) => each.pillar === pillar && each.part.indicator === indicator && each.part.class === name,
    );
    return same?.part.leaves ?? [];
  });
}

function mapParts(composite: Composite, leavesOf: (part: Part, pillar: string) => Part['leaves']): Composite {
  if (composite.state !== 'scored') return composite;
  return {
    ...composite,
    pillars: composite.pillars.map((pillar) => ({
      ...pillar,
      parts: pillar.parts.map((part) => ({ ...part, leaves: leavesOf(part, pillar.pillar) })),
    })),
  };
}

import type { Problem } from '#contract/problems.ts';
import { missingFrom, type Missing } from '#rubric/scorecards/missing.ts';
import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { cellOf, type Sheet } from '#rubric/scorecards/sheet.ts';

const EXPECTED: Readonly<Record<Missing['what'], string>> = {
  answer: 'an answer',
  evidence: 'evidence of the failure',
  responsible: 'who answers for it',
};

export function missingProblems(card: Scorecard, result: ScorecardResult): readonly Problem[] {
  return missingFrom(card, result).map(({ cell, what }) => ({
    path: what === 'answer' ? `entries.${cell}` : `entries.${cell}.${what}`,
    expected: EXPECTED[what],
  }));
}

/** Evidence that a sheet refers to and that has not arrived. */
export function evidenceProblems(sheet: Sheet, there: ReadonlySet<string>): readonly Problem[] {
  return sheet.entries.flatMap(({ item, role, evidence }) =>
    evidence
      .filter((ref) => !there.has(ref))
      .map((ref) => ({ path: `entries.${cellOf(item, role)}.evidence`, expected: `the file ${ref} to be sent first` })),
  );
}

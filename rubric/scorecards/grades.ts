import type { Problem } from '#contract/problems.ts';
import { fraction, less, multiply, type Fraction } from '../statistics/exact.ts';
import { parsePoints } from './points.ts';
import type { Grade } from './schema.ts';

/** Grades: lower limits in percent, best first. */

/** The grade that `share` (0…1, or more with bonus) reaches, at best the worst of `caps`; null without grades. */
export function gradeOf(grades: readonly Grade[], share: Fraction, caps: readonly string[]): string | null {
  const percent = multiply(share, fraction(100));
  const reached = grades.findIndex(({ from }) => !less(percent, fraction(parsePoints(from), 1000)));
  const capped = caps.map((cap) => grades.findIndex(({ id }) => id === cap));
  return grades[Math.max(reached, ...capped)]?.id ?? null;
}

/** Grades that are out of order, that nobody can reach, or that leave somebody without one. */
export function gradeProblems(grades: readonly Grade[]): readonly Problem[] {
  const problem = (index: number, expected: string, zh: string): Problem => ({
    path: `grades.${String(index)}.from`,
    expected,
    zh,
  });
  return grades.flatMap(({ from }, index) => {
    const better = grades[index - 1]?.from;
    const problems: Problem[] = [];
    if (better === undefined) {
      if (parsePoints(from) > 100_000) problems.push(problem(index, 'a percentage up to "100"', '不超过100'));
    } else if (parsePoints(from) >= parsePoints(better)) {
      problems.push(problem(index, `less than ${better}, the grade before it`, `小于上一等级的${better}`));
    }
    if (index === grades.length - 1 && parsePoints(from) !== 0)
      problems.push(problem(index, '"0" for the last grade', '最后一个等级须从0起'));
    return problems;
  });
}

/** One speed figure, measured together with what it is compared to. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same unit, measured in the same run. */
  readonly reference: number;
  readonly referenceName: string;
  /** Promised: at least (or at most) this ratio of value to reference, or this absolute value. */
  readonly goal: Goal;
}

export type Goal =
  | { readonly kind: 'ratio-at-least'; readonly limit: number }
  | { readonly kind: 'value-at-least'; readonly limit: number }
  | { readonly kind: 'value-at-most'; readonly limit: number };

export function ratioOf(figure: Figure): number {
  return figure.reference === 0 ? 0 : figure.value / figure.reference;
}

export function isMet(figure: Figure): boolean {
  const { goal } = figure;
  if (goal.kind === 'ratio-at-least') return ratioOf(figure) >= goal.limit;
  return goal.kind === 'value-at-least' ? figure.value >= goal.limit : figure.value <= goal.limit;
}

export function goalText(figure: Figure): string {
  const { goal, unit } = figure;
  if (goal.kind === 'ratio-at-least') return `>= ${goal.limit}x ${figure.referenceName}`;
  return `${goal.kind === 'value-at-least' ? '>=' : '<='} ${goal.limit} ${unit}`;
}

/** One JSON line: {name, value, unit, reference, ratio, goal, ok}. */
export function toJsonLine(figure: Figure): string {
  const { name, unit } = figure;
  return JSON.stringify({
    name,
    value: rounded(figure.value),
    unit,
    reference: rounded(figure.reference),
    ratio: rounded(ratioOf(figure)),
    goal: goalText(figure),
    ok: isMet(figure),
  });
}

export function toText(figure: Figure): string {
  const figures = `${rounded(figure.value)} ${figure.unit}, ${rounded(ratioOf(figure))}x ${figure.referenceName} (${rounded(figure.reference)} ${figure.unit})`;
  return `${isMet(figure) ? 'met   ' : 'MISSED'} ${figure.name}: ${figures}; goal ${goalText(figure)}`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** Best rate of several rounds: units of work per second. The best round is the one the machine disturbed least. */
export async function bestRate(rounds: number, work: number, round: () => Promise<void> | void): Promise<number> {
  let best = 0;
  for (let index = 0; index < rounds; index++) {
    const began = performance.now();
    await round();
    best = Math.max(best, (work / (performance.now() - began)) * 1_000);
  }
  return best;
}

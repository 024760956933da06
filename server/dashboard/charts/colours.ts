/** Colours and type of the page's design, for drawings. */
export interface Colours {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly surface: string;
  readonly brand: string;
  readonly ok: string;
  readonly near: string;
  readonly over: string;
  readonly font: string;
}

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    soft: token('--ink-soft'),
    line: token('--line'),
    surface: token('--surface'),
    brand: token('--brand'),
    ok: token('--ok'),
    near: token('--near'),
    over: token('--over'),
    font: style.fontFamily,
  };
}

/** Smallest print in a drawing. */
export const PRINT_PX = 13;

export function axisStyle({ soft, line }: Colours): {
  readonly axisLabel: object;
  readonly axisLine: object;
  readonly splitLine: object;
} {
  return {
    axisLabel: { color: soft, fontSize: PRINT_PX },
    axisLine: { lineStyle: { color: soft } },
    splitLine: { lineStyle: { color: line } },
  };
}

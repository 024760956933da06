/** Paths at which two JSON values differ, at most `limit`; [] when they are equal. */
export function differences(edge: unknown, own: unknown, limit = 20): readonly string[] {
  const found: string[] = [];
  compare(edge, own, '', found);
  return found.slice(0, limit);
}

function compare(a: unknown, b: unknown, path: string, found: string[]): void {
  if (a === b) return;
  if (!isContainer(a) || !isContainer(b) || Array.isArray(a) !== Array.isArray(b)) {
    found.push(`${path === '' ? '(root)' : path}: branch ${short(a)}, head office ${short(b)}`);
    return;
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    compare(a[key], b[key], path === '' ? key : `${path}.${key}`, found);
  }
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function short(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}

/** Data as text that a person reads without a program: one line for each value, indented below what it belongs to. */
export function readable(value: unknown, depth = 0): string {
  const indent = '  '.repeat(depth);
  if (typeof value !== 'object' || value === null) return `${indent}${shown(value)}\n`;
  const entries = Object.entries(value);
  if (entries.length === 0) return `${indent}—\n`;
  return entries
    .map(([key, part]: [string, unknown]) => {
      const label = Array.isArray(value) ? `${Number(key) + 1}.` : `${key}:`;
      const isPlain = typeof part !== 'object' || part === null;
      return isPlain ? `${indent}${label} ${shown(part)}\n` : `${indent}${label}\n${readable(part, depth + 1)}`;
    })
    .join('');
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

import type { Problem } from '#contract/problems.ts';

/** Deeper than anything that is sent here; what is nested without end would overflow the stack of whatever reads it. */
const DEPTH_MOST = 64;

/** Why something parsed from JSON is not even looked at; null = it may be. */
export function unfitness(value: unknown): Problem | null {
  const open: { readonly part: unknown; readonly depth: number }[] = [{ part: value, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { part, depth } = next;
    if (typeof part === 'string' && part.includes('\0')) return NUL;
    if (typeof part !== 'object' || part === null) continue;
    if (depth >= DEPTH_MOST) return TOO_DEEP;
    for (const [key, below] of Object.entries(part)) {
      if (key.includes('\0')) return NUL;
      open.push({ part: below, depth: depth + 1 });
    }
  }
  return null;
}

/** Cannot be stored in PostgreSQL, and nobody types one. */
const NUL: Problem = { path: '(root)', expected: 'text without NUL characters', zh: '不含 NUL 字符的文字' };
const TOO_DEEP: Problem = {
  path: '(root)',
  expected: `at most ${String(DEPTH_MOST)} levels of nesting`,
  zh: `嵌套不超过 ${String(DEPTH_MOST)} 层`,
};

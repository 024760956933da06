import { readFileSync } from 'node:fs';
import { formatProblems, problemsOf } from '#contract/problems.ts';
import { siteSchema, type Site } from '#devices/sites/site.ts';

export type Loaded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export function readText(file: string): Loaded<string> {
  try {
    return { ok: true, value: readFileSync(file, 'utf8') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { ok: false, message: `${file}: ${code === 'ENOENT' ? 'no such file' : message}` };
  }
}

/** Reads and checks a site map; all problems at once. */
export function readSite(file: string): Loaded<Site> {
  const text = readText(file);
  if (!text.ok) return text;
  let json: unknown;
  try {
    json = JSON.parse(text.value);
  } catch (error) {
    return { ok: false, message: `${file}: not JSON: ${(error as Error).message}` };
  }
  const parsed = siteSchema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, message: formatProblems(file, problemsOf(parsed.error)) };
}

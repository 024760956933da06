import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformWithOxc, type Plugin } from 'vite';

const SOURCE = join(import.meta.dirname, 'service-worker.ts');
const PAGE = 'inspect/index.html';

/** Writes `inspect/sw.js` with the list of all files that the inspector's page is made of. */
export function serviceWorker(): Plugin {
  return {
    name: 'hallmeter:service-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const html = bundle[PAGE];
      if (html?.type !== 'asset') throw new Error(`${PAGE} is not built`);
      const names = filesOf(String(html.source), bundle);
      const hash = createHash('sha256').update(String(html.source));
      for (const name of names) hash.update(contentOf(bundle[name]!));
      const files = ['/inspect/', ...names.map((name) => `/${name}`)];
      const { code } = await transformWithOxc(readFileSync(SOURCE, 'utf8'), SOURCE, { sourcemap: false });
      const head = `const FILES = ${JSON.stringify(files)};\nconst VERSION = '${hash.digest('hex').slice(0, 16)}';\n`;
      this.emitFile({ type: 'asset', fileName: 'inspect/sw.js', source: head + code });
    },
  };
}

type Bundle = Readonly<Record<string, { readonly type: 'asset' | 'chunk' }>>;

/** What the page names itself, and what its scripts import. */
function filesOf(html: string, bundle: Bundle): readonly string[] {
  const found = new Set([...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1]!));
  for (const name of found) {
    const file = bundle[name] as { readonly imports?: readonly string[] } | undefined;
    if (file === undefined) throw new Error(`the page names ${name}, which is not built`);
    for (const imported of file.imports ?? []) found.add(imported);
  }
  return [...found].toSorted();
}

function contentOf(file: Bundle[string]): string | Uint8Array {
  const { code, source } = file as { readonly code?: string; readonly source?: string | Uint8Array };
  return code ?? source ?? '';
}

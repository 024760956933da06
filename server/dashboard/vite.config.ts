import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** The head-office page; the server gives it out as / with its assets under /assets. */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: resolve(root, '../../dist/dashboard'),
    emptyOutDir: true,
    target: 'chrome100',
    // Nothing inline: the content security policy allows files of this origin only.
    assetsInlineLimit: 0,
    // The charting library, fetched when the first chart is shown.
    chunkSizeWarningLimit: 560,
    modulePreload: { polyfill: false },
  },
});

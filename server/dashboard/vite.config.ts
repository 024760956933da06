import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { serviceWorker } from './inspect/service-worker-plugin.ts';
import { withoutEval } from './without-eval-plugin.ts';

const root = import.meta.dirname;

/** The head-office page and the inspector's; given out as / and /inspect/, with their assets under /assets. */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  plugins: [withoutEval(), serviceWorker()],
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
    rolldownOptions: {
      input: { main: resolve(root, 'index.html'), inspect: resolve(root, 'inspect/index.html') },
    },
  },
});

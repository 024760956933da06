import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** Served by the edge agent as /kiosk, /lobby, /display, /pairing and /pair-screen, with their assets under /assets. */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: resolve(root, '../dist/kiosk'),
    emptyOutDir: true,
    // Branch PCs often run an old Chromium shell.
    target: 'chrome100',
    // Nothing inline: the content security policy allows files of this origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        kiosk: resolve(root, 'kiosk.html'),
        lobby: resolve(root, 'lobby.html'),
        display: resolve(root, 'display.html'),
        pairing: resolve(root, 'pairing.html'),
        'pair-screen': resolve(root, 'pair-screen.html'),
      },
    },
  },
});

import type { PageEntry } from './page.ts';

/** In the order of the menu; the first that a viewer may open is the home page. */
export const PAGES: readonly PageEntry[] = [
  {
    id: 'live',
    title: { zh: '实时', en: 'Live' },
    needs: ['live.read'],
    load: () => import('../live/page.tsx'),
  },
];

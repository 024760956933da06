import type { PageEntry } from './page.ts';

/** In the order of the menu; the first that a viewer may open is the home page. */
export const PAGES: readonly PageEntry[] = [
  {
    id: 'live',
    title: { zh: '实时', en: 'Live' },
    needs: ['live.read'],
    load: () => import('../live/page.tsx'),
  },
  {
    id: 'scorecards',
    title: { zh: '评分表', en: 'Scorecards' },
    needs: ['policies.read'],
    load: () => import('../scorecards/page.tsx'),
  },
  {
    id: 'weights',
    title: { zh: '评分权重', en: 'Weights' },
    needs: ['policies.read'],
    load: () => import('../weights/page.tsx'),
  },
];

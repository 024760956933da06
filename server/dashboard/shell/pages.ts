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
    id: 'entries',
    title: { zh: '纸质录入', en: 'Paper entry' },
    needs: ['inspections.enter', 'inspections.review'],
    load: () => import('../entries/page.tsx'),
  },
  {
    id: 'agreement',
    title: { zh: '评分一致性', en: 'Agreement' },
    needs: ['agreement.read'],
    load: () => import('../agreement/page.tsx'),
  },
];

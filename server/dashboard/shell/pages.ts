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
    id: 'plans',
    title: { zh: '检查计划', en: 'Plans' },
    needs: ['plans.read'],
    load: () => import('../plans/page.tsx'),
  },
  {
    id: 'inspections',
    title: { zh: '检查', en: 'Inspections' },
    needs: ['inspections.read'],
    load: () => import('../inspections/page.tsx'),
  },
];

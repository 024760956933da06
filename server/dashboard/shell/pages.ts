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
    id: 'organisation',
    title: { zh: '机构', en: 'Organisation' },
    needs: ['organisation.write'],
    load: () => import('../organisation/page.tsx'),
  },
  {
    id: 'people',
    title: { zh: '人员', en: 'People' },
    needs: ['people.read'],
    load: () => import('../people/page.tsx'),
  },
  {
    id: 'audit',
    title: { zh: '审计日志', en: 'Audit log' },
    needs: ['audit.read'],
    load: () => import('../audit/page.tsx'),
  },
];

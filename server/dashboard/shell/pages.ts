import type { PageEntry } from './page.ts';

/** In the order of the menu; the first that a viewer may open is the home page. */
export const PAGES: readonly PageEntry[] = [
  {
    id: 'live',
    title: { zh: '实时', en: 'Live' },
    group: 'hall',
    needs: ['live.read'],
    load: () => import('../live/page.tsx'),
  },
  {
    id: 'ranking',
    title: { zh: '网点排名', en: 'Ranking' },
    group: 'scores',
    needs: ['ranking.read'],
    load: () => import('../ranking/page.tsx'),
  },
  {
    id: 'branches',
    title: { zh: '网点得分', en: 'Branch scores' },
    group: 'scores',
    needs: ['scores.read'],
    load: () => import('../branches/page.tsx'),
  },
  {
    id: 'funnel',
    title: { zh: '漏斗图', en: 'Funnel plot' },
    group: 'scores',
    needs: ['ranking.read'],
    load: () => import('../funnel/page.tsx'),
  },
  {
    id: 'compare',
    title: { zh: '办法比较', en: 'Compare versions' },
    group: 'scores',
    needs: ['ranking.read'],
    load: () => import('../compare/page.tsx'),
  },
  {
    id: 'organisation',
    title: { zh: '机构', en: 'Organisation' },
    group: 'office',
    needs: ['organisation.write'],
    load: () => import('../organisation/page.tsx'),
  },
  {
    id: 'people',
    title: { zh: '人员', en: 'People' },
    group: 'office',
    needs: ['people.read'],
    load: () => import('../people/page.tsx'),
  },
  {
    id: 'audit',
    title: { zh: '审计日志', en: 'Audit log' },
    group: 'office',
    needs: ['audit.read'],
    load: () => import('../audit/page.tsx'),
  },
  {
    id: 'plans',
    title: { zh: '检查计划', en: 'Plans' },
    group: 'inspections',
    needs: ['plans.read'],
    load: () => import('../plans/page.tsx'),
  },
  {
    id: 'inspections',
    title: { zh: '检查', en: 'Inspections' },
    group: 'inspections',
    needs: ['inspections.read'],
    load: () => import('../inspections/page.tsx'),
  },
  {
    id: 'entries',
    title: { zh: '纸质录入', en: 'Paper entry' },
    group: 'inspections',
    needs: ['inspections.enter', 'inspections.review'],
    load: () => import('../entries/page.tsx'),
  },
];

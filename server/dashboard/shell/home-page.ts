import type { Me } from '../../auth/me.ts';
import type { PageEntry } from './page.ts';

/** Where somebody lands: a branch manager at the own score, everybody else at the first page of the menu. */
export function homePage(pages: readonly PageEntry[], me: Pick<Me, 'grants'> | null): PageEntry | undefined {
  const isManager = me !== null && me.grants.length > 0 && me.grants.every(({ role }) => role === 'branch-manager');
  return (isManager ? pages.find(({ id }) => id === 'branches') : undefined) ?? pages[0];
}

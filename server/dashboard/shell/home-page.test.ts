import { expect, test } from 'vitest';
import { homePage } from './home-page.ts';
import { PAGES } from './pages.ts';

const landsOn = (...roles: readonly ('branch-manager' | 'quality' | 'inspector')[]) =>
  homePage(PAGES, { grants: roles.map((role) => ({ role, unit: 'x' })) })?.id;

test('a branch manager lands on the own score, everybody else on the first page', () => {
  expect(landsOn('branch-manager')).toBe('branches');
  expect(landsOn('branch-manager', 'branch-manager')).toBe('branches');
  expect(landsOn('branch-manager', 'quality')).toBe('live');
  expect(landsOn()).toBe('live');
  expect(homePage(PAGES, null)?.id).toBe('live');
});

test('nobody lands on a page that they may not open', () => {
  expect(homePage([], { grants: [{ role: 'branch-manager', unit: 'x' }] })).toBeUndefined();
});

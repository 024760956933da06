import type { Page } from 'playwright-core';
import { overhang, violations, type OpenPage } from './browser.ts';

export interface FlawOptions {
  /** Controls that stand close together on purpose: at least 44 px. */
  readonly dense?: string;
  /** What the browser says on its console in this state. */
  readonly expected?: RegExp;
}

/** Everything that must not be, whatever state a page is in; empty when all is well. */
export async function flaws(
  { page, errors }: OpenPage,
  { dense = ':not(*)', expected = /^$/ }: FlawOptions = {},
): Promise<readonly string[]> {
  const hanging = await overhang(page);
  return [
    ...(await violations(page)),
    ...(hanging > 0 ? [`${hanging} px hang over the right edge`] : []),
    ...(await tooSmall(page, dense)),
    ...errors.filter((error) => !expected.test(error)),
  ];
}

const ACTION_PX = 60;
const DENSE_PX = 44;

async function tooSmall(page: Page, dense: string): Promise<readonly string[]> {
  const controls = await page.evaluate<{ name: string; side: number; isDense: boolean }[]>(`
    [...document.querySelectorAll('button, input, a[href]')].map((control) => {
      const { width, height } = control.getBoundingClientRect();
      const name = control.dataset.testid ?? control.innerText;
      return { name, side: Math.round(Math.min(width, height)), isDense: control.matches(${JSON.stringify(dense)}) };
    })`);
  return controls
    .filter(({ side, isDense }) => side > 0 && side < (isDense ? DENSE_PX : ACTION_PX))
    .map(({ name, side }) => `${name}: ${side} px`);
}

import type { Page } from 'playwright-core';

/** What is wrong with a page as it stands, each finding in words; empty lists = nothing. */
export interface Findings {
  /** Text or controls that reach beyond the screen, or controls that cannot be seen without scrolling. */
  readonly outside: readonly string[];
  /** Controls below the least size. */
  readonly small: readonly string[];
  /** Text below the least size. */
  readonly fine: readonly string[];
  /** Text of several lines that stand closer than 1.3 of their height. */
  readonly tight: readonly string[];
  readonly language: string;
}

export interface Limits {
  readonly leastTargetPx: number;
  /** Of text; 0 = not asked for. */
  readonly leastTextPx: number;
  /** A list that is longer than the screen may be scrolled. */
  readonly mayScroll?: boolean;
}

export async function findings(page: Page, limits: Limits): Promise<Findings> {
  return page.evaluate<Findings>(`(${MEASURE})(${JSON.stringify(limits)})`);
}

/** Where every visible control stands. */
export async function controls(page: Page): Promise<readonly Control[]> {
  return page.evaluate<readonly Control[]>(`(${CONTROLS})()`);
}

export interface Control {
  readonly name: string;
  readonly top: number;
  readonly bottom: number;
}

/** Nothing on the page can be scrolled, not even by a pixel. */
export async function scrollable(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`[...document.querySelectorAll('*')]
    .filter((element) => element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0)
    .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowY) || element === document.body)
    .map((element) => element.className || element.tagName)`);
}

const SHARED = `
  const SELECTOR = 'button, input, select, textarea, a[href], [role=button]';
  const isSeen = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.getBoundingClientRect().width > 1 &&
    element.closest('.visually-hidden') === null;
  const nameOf = (element) => element.dataset.testid ?? element.textContent.trim().slice(0, 30);`;

const CONTROLS = `() => {${SHARED}
  return [...document.querySelectorAll(SELECTOR)].filter(isSeen).map((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return { name: nameOf(element), top, bottom };
  });
}`;

const MEASURE = `({ leastTargetPx, leastTextPx, mayScroll }) => {${SHARED}
  const outside = [], small = [], fine = [], tight = [];
  const isBeyond = ({ left, right, top, bottom }) =>
    left < -1 || right > innerWidth + 1 || (!mayScroll && (top < -1 || bottom > innerHeight + 1));
  for (const element of document.querySelectorAll(SELECTOR)) {
    if (!isSeen(element)) continue;
    const box = element.getBoundingClientRect();
    // Half a pixel of rounding is not half a pixel of finger.
    if (box.width < leastTargetPx - 0.5 || box.height < leastTargetPx - 0.5) {
      small.push(nameOf(element) + ' ' + Math.round(box.width) + '×' + Math.round(box.height));
    }
    if (isBeyond(box)) outside.push(nameOf(element));
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.data.trim();
    const parent = node.parentElement;
    // The options of a closed list are drawn by the system.
    if (text === '' || !isSeen(parent) || parent.tagName === 'OPTION') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
    const style = getComputedStyle(parent);
    const size = Number.parseFloat(style.fontSize);
    if (size < leastTextPx) fine.push(text.slice(0, 20) + ' ' + size + ' px');
    if (boxes.some(isBeyond)) outside.push(text.slice(0, 20));
    const lines = new Set(boxes.map(({ top }) => Math.round(top))).size;
    const height = style.lineHeight === 'normal' ? 1.2 * size : Number.parseFloat(style.lineHeight);
    if (lines > 1 && height < 1.3 * size - 0.1) tight.push(text.slice(0, 20) + ' ' + (height / size).toFixed(2));
  }
  // What is cut off inside a box that does not scroll.
  for (const element of document.querySelectorAll('body, main, header, footer, button, dialog')) {
    if (isSeen(element) && element.scrollWidth > element.clientWidth + 1) outside.push('inside ' + nameOf(element));
  }
  return { outside, small, fine, tight, language: document.documentElement.lang };
}`;

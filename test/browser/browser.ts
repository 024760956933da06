import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { ROOT } from '../setup/run.ts';

const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A hall display speaks without anybody touching it; the manual asks for the same flag.
  '--autoplay-policy=no-user-gesture-required',
];

/** Pictures for people; not in the repository. */
export const PICTURES = join(ROOT, 'dist', 'screenshots');

export const SIZES = {
  /** 10″ tablet or kiosk. */
  landscape: { width: 1280, height: 800 },
  portrait: { width: 800, height: 1280 },
  /** A small old kiosk screen. */
  small: { width: 1024, height: 600 },
  /** 27″ on a stand. */
  large: { width: 1080, height: 1920 },
  phone: { width: 390, height: 844 },
  television: { width: 1920, height: 1080 },
} as const;
export type Size = keyof typeof SIZES;

export function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  mkdirSync(PICTURES, { recursive: true });
  return chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS, ...more] });
}

export interface OpenPage {
  readonly page: Page;
  /** Errors of the page itself and on its console. */
  readonly errors: string[];
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  readonly size?: Size;
  readonly touch?: boolean;
  /** Before the first script of the page. */
  readonly prepare?: (page: Page) => Promise<void>;
}

export async function openPage(browser: Browser, url: string, options: OpenOptions = {}): Promise<OpenPage> {
  const { size = 'landscape', touch = false, prepare, ...rest } = options;
  const context = await browser.newContext({ viewport: SIZES[size], hasTouch: touch, locale: 'zh-CN', ...rest });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => (message.type() === 'error' ? errors.push(message.text()) : 0));
  await prepare?.(page);
  await page.goto(url);
  return { page, errors, close: () => context.close() };
}

/** A browser in which the owner of this session (`name=token`) has signed in at head office. */
export function signedIn(cookie: string): Pick<OpenOptions, 'storageState'> {
  const [name = '', value = ''] = cookie.split('=');
  const rest = { domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false };
  return { storageState: { cookies: [{ ...rest, name, value, sameSite: 'Strict' }], origins: [] } };
}

/** Rules broken on the page as it stands. Evaluated, not injected as a script: the page's policy forbids that. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const result = await page.evaluate<{ violations: { id: string; nodes: { target: string[] }[] }[] }>('axe.run()');
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
}

/** Whatever is drawn must fit: nothing hangs over the right edge, at any size. */
export async function overhang(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

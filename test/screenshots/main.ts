import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, PICTURES } from '../browser/browser.ts';
import { ROOT } from '../setup/run.ts';
import { GALLERY } from './gallery.ts';

/**
 * `npm run screenshots`: takes the pictures that the browser tests have just made of each state (real agent, real
 * browser) into the repository, small, with a page that shows them all. A state without a picture is an error.
 */

const TARGET = join(ROOT, 'kiosk', 'screenshots');
const WIDTHS = { landscape: 1_000, portrait: 560 } as const;
const QUALITY = 78;

const missing = GALLERY.flatMap(({ pictures }) => pictures)
  .map(({ name }) => name)
  .filter((name) => !existsSync(join(PICTURES, `${name}.png`)));
if (missing.length > 0) {
  console.error(`No picture of: ${missing.join(', ')}. Run the browser tests first: npx vitest run test/browser`);
  process.exit(1);
}

const browser = await launchBrowser();
rmSync(TARGET, { recursive: true, force: true });
mkdirSync(TARGET, { recursive: true });
for (const { name } of GALLERY.flatMap(({ pictures }) => pictures)) {
  const png = readFileSync(join(PICTURES, `${name}.png`));
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const scale = Math.min(1, WIDTHS[width >= height ? 'landscape' : 'portrait'] / width);
  const viewport = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const page = await browser.newPage({ viewport });
  await page.setContent(
    `<body style="margin:0"><img style="width:100%;display:block" src="data:image/png;base64,${png.toString('base64')}">`,
  );
  await page.screenshot({ path: join(TARGET, `${name}.jpg`), type: 'jpeg', quality: QUALITY });
  await page.close();
}
await browser.close();

const sections = GALLERY.map(({ title, pictures }) =>
  [`## ${title}`, ...pictures.map(({ name, text }) => `**${text}**\n\n![${text}](${name}.jpg)`)].join('\n\n'),
);
const intro =
  'Made by the tests with the real agent and browser (`npm run screenshots`). Branch names and figures are fictional.';
writeFileSync(
  join(TARGET, 'README.md'),
  `${['# The pages of the hall in their states', intro, ...sections].join('\n\n')}\n`,
);
console.log(`${GALLERY.flatMap(({ pictures }) => pictures).length} pictures in kiosk/screenshots`);

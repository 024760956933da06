import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, PICTURES } from '../browser/browser.ts';
import { ROOT } from '../setup/run.ts';
import { HALL, OFFICE } from './gallery.ts';

/**
 * `npm run screenshots`: takes the pictures that the browser tests have just made of each state (real agent, real head
 * office, real browser) into the repository, small, with a page that shows them all. A state without a picture is an
 * error.
 */

const WIDTHS = { landscape: 1_000, portrait: 560 } as const;
const QUALITY = 78;
const GALLERIES = [
  { folder: 'kiosk', title: 'The pages of the hall in their states', sections: HALL },
  { folder: 'server', title: 'The pages of head office', sections: OFFICE },
];

const missing = GALLERIES.flatMap(({ sections }) => sections)
  .flatMap(({ pictures }) => pictures)
  .map(({ name }) => name)
  .filter((name) => !existsSync(join(PICTURES, `${name}.png`)));
if (missing.length > 0) {
  console.error(`No picture of: ${missing.join(', ')}. Run the browser tests first: npx vitest run test/browser`);
  process.exit(1);
}

const browser = await launchBrowser();
for (const { folder, title, sections } of GALLERIES) {
  const target = join(ROOT, folder, 'screenshots');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const pictures = sections.flatMap((section) => section.pictures);
  for (const { name } of pictures) await shrink(name, target);
  const shown = sections.map((section) =>
    [`## ${section.title}`, ...section.pictures.map(({ name, text }) => `**${text}**\n\n![${text}](${name}.jpg)`)].join(
      '\n\n',
    ),
  );
  const intro = 'Made by the tests in a real browser (`npm run screenshots`). Branch names and figures are fictional.';
  writeFileSync(join(target, 'README.md'), `${[`# ${title}`, intro, ...shown].join('\n\n')}\n`);
  console.log(`${pictures.length} pictures in ${folder}/screenshots`);
}
await browser.close();

async function shrink(name: string, target: string): Promise<void> {
  const png = readFileSync(join(PICTURES, `${name}.png`));
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const scale = Math.min(1, WIDTHS[width >= height ? 'landscape' : 'portrait'] / width);
  const viewport = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const page = await browser.newPage({ viewport });
  await page.setContent(
    `<body style="margin:0"><img style="width:100%;display:block" src="data:image/png;base64,${png.toString('base64')}">`,
  );
  await page.screenshot({ path: join(target, `${name}.jpg`), type: 'jpeg', quality: QUALITY });
  await page.close();
}

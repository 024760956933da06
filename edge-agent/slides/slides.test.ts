import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { slideSchema } from '#contract/display-view.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { createSlides } from './slides.ts';
import type { SlidesFolder } from './slides.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
const WEBP = Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1');

let directory: string;
let clock: VirtualClock;
let log: ReturnType<typeof recordingAgentLog>;
let slides: SlidesFolder;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hallmeter-slides-'));
  clock = new VirtualClock(0);
  log = recordingAgentLog();
  slides = createSlides({ directory, pace: clock, log });
});

afterEach(() => {
  slides.stop();
  rmSync(directory, { recursive: true, force: true });
});

function put(name: string, content: string | Buffer): void {
  writeFileSync(join(directory, name), content);
}

function titles(): readonly string[] {
  return slides.list().map((slide) => {
    expect(slideSchema.parse(slide)).toEqual(slide);
    return slide.kind === 'notice' ? slide.title.zh : slide.alt.zh;
  });
}

function leftOut(): readonly unknown[] {
  return log.entries.filter(({ event }) => event === 'slides.left-out').map(({ detail }) => detail['file']);
}

function idOf(index: number): string {
  const slide = slides.list()[index]!;
  return slide.kind === 'picture' ? slide.url.replace('/api/slides/', '') : 'notice';
}

test('pictures with their texts and notices come in the order of their names, numbers as numbers', async () => {
  put('10 last.notice.txt', '通知');
  put('2 spring.png', PNG);
  put('2 spring.txt', '春季理财\nSpring offers');
  put('3 card.JPG', JPEG);
  put('4.webp', WEBP);
  await slides.look();
  expect(titles()).toEqual(['春季理财', '', '', '通知']);
  expect(log.entries).toEqual([]);
});

test('a picture is served by the hash of its content, with the type that it really has', async () => {
  put('photo.jpg', PNG);
  await slides.look();
  expect(idOf(0)).toMatch(/^[0-9a-f]{32}$/);
  expect(await slides.picture(idOf(0))).toMatchObject({ type: 'image/png', bytes: PNG });
});

test.each(['photo.jpg', '../photo.jpg', '..%2fphoto.jpg', '', '/etc/passwd', '__proto__', 'null'])(
  'nothing is served as %j',
  async (id) => {
    put('photo.jpg', PNG);
    await slides.look();
    expect(await slides.picture(id)).toBeNull();
  },
);

test('a picture that has changed since the last look is not served under its old address', async () => {
  put('a.png', PNG);
  await slides.look();
  const id = idOf(0);
  put('a.png', JPEG);
  expect(await slides.picture(id)).toBeNull();
  rmSync(join(directory, 'a.png'));
  expect(await slides.picture(id)).toBeNull();
});

test('a change is noticed within half a minute, and told once', async () => {
  put('a.notice.txt', '甲');
  await slides.look();
  let changes = 0;
  slides.onChange(() => (changes += 1));
  await slides.look();
  expect(changes).toBe(0);
  put('a.notice.txt', '甲乙');
  put('b.png', PNG);
  clock.advance(30_000);
  await expect.poll(() => titles()).toEqual(['甲乙', '']);
  expect(changes).toBe(1);
});

test('a changed text beside a picture is noticed, and so is its absence', async () => {
  put('a.png', PNG);
  put('a.txt', '旧');
  await slides.look();
  put('a.txt', '新说明');
  await slides.look();
  expect(titles()).toEqual(['新说明']);
  rmSync(join(directory, 'a.txt'));
  await slides.look();
  expect(titles()).toEqual(['']);
});

test('whatever is no slide is left out, told once each, and stops nothing', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'hallmeter-outside-'));
  writeFileSync(join(outside, 'secret.png'), PNG);
  symlinkSync(join(outside, 'secret.png'), join(directory, 'link.png'));
  symlinkSync(outside, join(directory, 'linked-folder.png'));
  execFileSync('mkfifo', [join(directory, 'pipe.png')]);
  mkdirSync(join(directory, 'folder.png'));
  put('broken.png', 'not a picture');
  put('empty.png', '');
  put('page.html', '<script>');
  put('huge.png', PNG);
  truncateSync(join(directory, 'huge.png'), 10 * 1024 * 1024 + 1);
  put('long.notice.txt', '长'.repeat(100));
  put('bad-text.png', PNG);
  put('bad-text.txt', '');
  put('good.png', PNG);
  put('Thumbs.db', 'x');
  put('.hidden.png', PNG);
  await slides.look();
  await slides.look();
  expect(slides.list()).toHaveLength(1);
  expect(leftOut()).toEqual([
    'bad-text.png',
    'broken.png',
    'empty.png',
    'folder.png',
    'huge.png',
    'link.png',
    'linked-folder.png',
    'long.notice.txt',
    'page.html',
    'pipe.png',
  ]);
  rmSync(outside, { recursive: true });
});

test('the first fifty are shown, and a flood of files is not a flood of log lines', async () => {
  for (let index = 1; index <= 60; index += 1) put(`${index}.notice.txt`, `第${index}条`);
  for (let index = 1; index <= 40; index += 1) put(`x${index}.doc`, 'x');
  await slides.look();
  expect([titles().length, titles()[49]]).toEqual([50, '第50条']);
  expect(log.entries).toHaveLength(21);
  expect(log.entries[20]!.detail).toEqual({ more: 30 });
});

test('a folder that is away shows nothing, says so once, and comes back', async () => {
  put('a.notice.txt', '甲');
  renameSync(directory, `${directory}-away`);
  await slides.look();
  await slides.look();
  expect([slides.list(), log.entries.map(({ event }) => event)]).toEqual([[], ['slides.folder-unreadable']]);
  renameSync(`${directory}-away`, directory);
  await slides.look();
  expect(titles()).toEqual(['甲']);
});

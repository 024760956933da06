import { mkdtempSync, rmSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { demoSite } from './hall-bench.ts';
import { openPtyTaps } from './pty.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

const bytes = Uint8Array.of(0xff, 0x68);

describe('a hall on pseudo-terminals', () => {
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'hall-pty-'));
    cleanups.push(() => rmSync(made, { recursive: true }));
    return made;
  };

  test('the bytes of a port come out of its link, what is written there is reported', async () => {
    const heard = Promise.withResolvers<[string, number]>();
    const opened = await openPtyTaps(demoSite(), folder(), (port, count) => heard.resolve([port, count]));
    if (!opened.ok) throw new Error(opened.message);
    cleanups.push(() => opened.taps.close());
    expect([...opened.taps.paths.keys()]).toEqual(['bus', 'strip', 'printer']);
    const bus = await openFile(opened.taps.paths.get('bus')!, 'r+');
    opened.taps.deliver({ at: 0, port: 'bus', direction: 'shared', bytes });
    const { bytesRead, buffer } = await bus.read(Buffer.alloc(8), 0, 8);
    expect([...buffer.subarray(0, bytesRead)]).toEqual([...bytes]);
    await bus.write('xy');
    expect(await heard.promise).toEqual(['bus', 2]);
    await bus.close();
  });

  test('a folder that does not exist is said', async () => {
    const opened = await openPtyTaps(demoSite(), '/nonexistent/hall', () => undefined);
    expect(opened).toMatchObject({ ok: false, code: 'socat-failed', message: expect.stringContaining('/nonexistent') });
  });
});

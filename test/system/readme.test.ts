import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseProfile } from '#devices/framing/profile.ts';
import { createReader } from '#devices/framing/reader.ts';
import { lintProfile, lintSite } from '#devices/lint.ts';
import { ROOT } from '../setup/run.ts';

/** What the README shows as an example must work as printed. */

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

function jsonBlocks(): readonly unknown[] {
  return [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text!) as unknown);
}

test('the worked example of a new device passes the lint and reads its bytes', () => {
  const [profile] = jsonBlocks();
  expect(lintProfile(profile)).toEqual([]);
  const parsed = parseProfile(profile);
  expect(parsed.ok).toBe(true);
  if (!parsed.ok) return;
  const outputs = createReader(parsed.profile, 'boxes').push(Uint8Array.of(0xaa, 0x55, 7, 3, 10), 1_000);
  expect(outputs).toMatchObject([{ kind: 'message', message: { name: 'rating', address: 7, raw: 3, at: 1_000 } }]);
});

test('its site entries make a valid site map together with the demo hall', () => {
  const [, entries] = jsonBlocks() as [unknown, { ports: object[]; counters: object[]; grades: object }];
  const demo = JSON.parse(readFileSync(join(ROOT, 'devices', 'sites', 'demo-bank.json'), 'utf8')) as {
    ports: object[];
  };
  const site = {
    ...demo,
    ports: [...demo.ports, ...entries.ports],
    counters: entries.counters,
    grades: entries.grades,
  };
  // The profile of the example is not among the shipped ones; everything else must be right.
  expect(lintSite(site).map(({ path }) => path)).toEqual(['ports.3.profile']);
});

test('both readmes name the same commands', () => {
  const commands = (text: string): readonly string[] =>
    [...text.matchAll(/`(npm (?:ci|start|test|run)[^`]*)`/g)].map(([, command]) =>
      command!.replace(/ [A-Z一-鿿].*/, ''),
    );
  const chinese = readFileSync(join(ROOT, 'README.zh-CN.md'), 'utf8');
  const missing = commands(readme).filter(
    (command) => !commands(chinese).some((other) => other.startsWith(command.slice(0, 18))),
  );
  expect(missing.filter((command) => !command.includes('lint smiley'))).toEqual([]);
});

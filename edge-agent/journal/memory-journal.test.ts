import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EventBody } from '#contract/events.ts';
import { branchIdSchema, epochIdSchema } from '#contract/ids.ts';
import type { Journal } from '../ports.ts';
import { MemoryJournal } from './memory-journal.ts';
import { openJournal } from './open-journal.ts';

const branch = branchIdSchema.parse('b-0001');
const epoch = epochIdSchema.parse('00112233445566ff');

/** Everything one can see of a journal while it is used. */
function story(journal: Journal): unknown[] {
  const at = 1_700_000_000_000;
  const online: EventBody = { type: 'device.online', at, src: 'bus', device: 'bus' };
  const rating: EventBody = {
    type: 'rating.given',
    at,
    src: 'kiosk',
    rating: 'tap-00000001',
    channel: 'kiosk',
    level: 4,
    scale: 4,
  };
  const refused = (action: () => unknown): boolean => {
    try {
      action();
      return false;
    } catch (error) {
      return error instanceof RangeError;
    }
  };
  const seen = (): unknown[] => [journal.last(), journal.acked(), journal.checkpoint(), journal.verify()];
  return [
    seen(),
    journal.append([]),
    journal.append([online, rating]),
    journal.append([rating]),
    seen(),
    journal.read(0, 1),
    journal.read(2, 10),
    journal.read(4, 10),
    [0, 1, 3].map((seq) => journal.hashAfter(seq)),
    refused(() => journal.hashAfter(4)),
    [journal.findRating('tap-00000001'), journal.findRating('tap-00000002')],
    refused(() => journal.setAcked(4)),
    refused(() => journal.setAcked(-1)),
    refused(() => journal.setCheckpoint(4)),
    refused(() => journal.setCheckpoint(0)),
    journal.setAcked(3),
    journal.setCheckpoint(2),
    seen(),
    journal.setAcked(1),
    seen(),
    [journal.branch, journal.epoch],
  ];
}

test('the journal in memory behaves as the one on disk', () => {
  const directory = mkdtempSync(join(tmpdir(), 'hallmeter-journal-'));
  const onDisk = openJournal({ path: join(directory, 'journal.db'), branch, newEpoch: () => epoch });
  try {
    expect(story(new MemoryJournal(branch, epoch))).toEqual(story(onDisk));
  } finally {
    onDisk.close();
    rmSync(directory, { recursive: true });
  }
});

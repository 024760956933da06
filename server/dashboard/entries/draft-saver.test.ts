import { expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { SavedEntry, SaveEntry } from '../../inspections/double-entry/wire.ts';
import type { Reply } from '../shell/request.ts';
import { DraftSaver, type SavingState } from './draft-saver.ts';

const draft = (visitedOn: string) => ({ sheet: { scorecard: 'a', version: 1, entries: [] }, visitedOn });
const refusal = (status: number, code: string) => ({ ok: false, status, code, message: '', problems: [] }) as const;

function open(fields: { readonly isElsewhere?: boolean } = {}) {
  const clock = new VirtualClock(0);
  const sent: SaveEntry[] = [];
  const states: SavingState[] = [];
  const answers: ((reply: Reply<SavedEntry>) => void)[] = [];
  const saver = new DraftSaver({
    clock,
    revision: 1,
    ...fields,
    show: (state) => states.push(state),
    put: (saved) => {
      sent.push(saved);
      return new Promise((answer) => answers.push(answer));
    },
  });
  const answer = async (reply: Reply<SavedEntry>): Promise<void> => {
    answers.shift()!(reply);
    // Whatever follows from the answer has happened then.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { clock, sent, states, answer, saver };
}

test('many changes in a row are saved once, and the next go on from the new revision', async () => {
  const { clock, sent, states, answer, saver } = open();
  for (const day of ['1', '2', '3']) saver.changed(draft(day));
  clock.advance(1_000);
  expect(sent).toEqual([{ ...draft('3'), revision: 1 }]);
  await answer({ ok: true, value: { revision: 2 } });
  expect(states.at(-1)).toBe('saved');
  saver.changed(draft('4'));
  clock.advance(1_000);
  expect(sent[1]).toEqual({ ...draft('4'), revision: 2 });
});

test('one request at a time: what changes meanwhile waits for the answer', async () => {
  const { clock, sent, answer, saver } = open();
  saver.changed(draft('1'));
  clock.advance(1_000);
  saver.changed(draft('2'));
  clock.advance(1_000);
  expect(sent).toHaveLength(1);
  await answer({ ok: true, value: { revision: 2 } });
  expect(sent[1]).toEqual({ ...draft('2'), revision: 2 });
});

test('where nobody answers it is tried again, and handing in waits for it', async () => {
  const { clock, sent, states, answer, saver } = open();
  saver.changed(draft('1'));
  const flushed = saver.flush();
  await answer(refusal(0, 'unreachable'));
  expect(await flushed).toBe(false);
  expect(states.at(-1)).toBe('failed');
  clock.advance(10_000);
  expect(sent).toHaveLength(2);
  await answer({ ok: true, value: { revision: 2 } });
  expect(await saver.flush()).toBe(true);
});

test('after another window has saved nothing is written over before somebody decides', async () => {
  const { clock, sent, states, answer, saver } = open();
  saver.changed(draft('1'));
  clock.advance(1_000);
  await answer(refusal(409, 'saved-elsewhere'));
  saver.changed(draft('2'));
  clock.advance(60_000);
  expect([sent.length, states.at(-1), await saver.flush()]).toEqual([1, 'elsewhere', false]);
  const taken = saver.takeOver(7);
  await answer({ ok: true, value: { revision: 8 } });
  expect(await taken).toBe(true);
  expect(sent[1]).toEqual({ ...draft('2'), revision: 7 });
});

test('a tab that comes back to a foreign state waits as well', async () => {
  const { clock, sent, saver } = open({ isElsewhere: true });
  saver.changed(draft('1'));
  clock.advance(60_000);
  expect(sent).toEqual([]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DisplayCall } from '#contract/display-view.ts';
import { announcerTransition, SILENT } from './announcer.ts';
import type { AnnouncerState } from './announcer.ts';

const NOW = 1_000_000;

function call(ticket: string, ageMs: number, times = 1, counter = '1'): DisplayCall {
  return { ticket, counter, at: NOW - ageMs, times } as DisplayCall;
}

function see(state: AnnouncerState, calls: readonly DisplayCall[], now = NOW) {
  return announcerTransition(state, { type: 'view', calls }, now);
}

function said(state: AnnouncerState, now = NOW) {
  return announcerTransition(state, { type: 'said' }, now);
}

const waiting = ({ queue }: AnnouncerState): readonly string[] => queue.map(({ ticket }) => ticket);

test('a call is announced at once, and once', () => {
  const first = see(SILENT, [call('A001', 0)]);
  expect(first.announce?.ticket).toBe('A001');
  expect(see(first.state, [call('A001', 0)]).announce).toBeNull();
  expect(said(first.state)).toEqual({ state: { ...first.state, speaking: null }, announce: null });
});

test('a call that comes while another is spoken waits for its end', () => {
  const first = see(SILENT, [call('A001', 100)]);
  const second = see(first.state, [call('A002', 0), call('A001', 100)]);
  expect([second.announce, second.state.speaking?.ticket]).toEqual([null, 'A001']);
  expect(said(second.state).announce?.ticket).toBe('A002');
});

test('calls of one moment are spoken in the order they were made', () => {
  let step = see(SILENT, [call('A003', 0), call('A002', 100), call('A001', 200)]);
  const order = [step.announce?.ticket];
  for (let index = 0; index < 2; index += 1) {
    step = said(step.state);
    order.push(step.announce?.ticket);
  }
  expect(order).toEqual(['A001', 'A002', 'A003']);
});

test('a ticket called again while it waits is spoken once, to its newest counter', () => {
  const { state } = see(see(SILENT, [call('A001', 900)]).state, [call('A003', 500), call('A002', 600)]);
  const again = see(state, [call('A002', 0, 2, '4'), call('A003', 500)]);
  expect(waiting(again.state)).toEqual(['A002', 'A003']);
  expect(said(again.state).announce).toMatchObject({ ticket: 'A002', times: 2, counter: '4' });
});

test('a ticket called again while it is spoken, or afterwards, is spoken again', () => {
  const first = see(SILENT, [call('A001', 10_000)]);
  const again = see(first.state, [call('A001', 0, 2)]);
  expect(said(again.state).announce).toMatchObject({ ticket: 'A001', times: 2 });
});

test('after a reload or a lost connection old calls are shown, not spoken', () => {
  expect(see(SILENT, [call('A001', 30_001)]).announce).toBeNull();
  expect(see(SILENT, [call('A001', 30_000)]).announce?.ticket).toBe('A001');
});

test('of a long queue what is older than a minute is left to the screen, the oldest first', () => {
  let { state } = see(SILENT, [call('B000', 0)]);
  for (let index = 1; index <= 9; index += 1) {
    const age = (10 - index) * 1_000;
    state = see(state, [call(`A00${index}`, age)]).state;
  }
  expect(waiting(state)).toHaveLength(9);
  expect(waiting(said(state, NOW + 51_000).state)).toHaveLength(8);
  const late = said(state, NOW + 56_500);
  expect(late.announce?.ticket).toBe('A004');
  expect(waiting(late.state)).toHaveLength(5);
});

test('of a short queue nothing is left out, however old', () => {
  let { state } = see(SILENT, [call('B000', 0)]);
  for (let index = 1; index <= 6; index += 1) state = see(state, [call(`A00${index}`, 1_000 - index)]).state;
  expect(said(state, NOW + 3_600_000).announce?.ticket).toBe('A001');
});

test('one voice at a time and no ticket twice in the queue, whatever happens', () => {
  const view = fc.array(
    fc.record({
      ticket: fc.constantFrom('A1', 'A2', 'A3', 'B1'),
      age: fc.nat(40_000),
      times: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(view, fc.constant('said' as const)), { maxLength: 40 }), (steps) => {
      let state = SILENT;
      let isSpeaking = false;
      for (const step of steps) {
        if (step === 'said' && !isSpeaking) continue;
        const next =
          step === 'said'
            ? said(state)
            : see(
                state,
                step.map(({ ticket, age, times }) => call(ticket, age, times)),
              );
        if (step === 'said') isSpeaking = false;
        expect(isSpeaking && next.announce !== null).toBe(false);
        isSpeaking ||= next.announce !== null;
        state = next.state;
        expect(new Set(waiting(state)).size).toBe(state.queue.length);
        expect(state.speaking !== null).toBe(isSpeaking);
      }
    }),
  );
});

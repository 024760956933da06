import { describe, expect, test } from 'vitest';
import type { LinkProblem } from '../links/link.ts';
import { backOffMs, STABLE_MS, transition } from './session-machine.ts';
import type { SessionEvent, SessionState } from './session-machine.ts';

const GONE: LinkProblem = { code: 'unplugged', detail: '' };
const NO_LIBRARY: LinkProblem = { code: 'library-missing', detail: '' };

const STATES = {
  closed: { name: 'closed' },
  opening: { name: 'opening', failures: 0, reported: false },
  'opening again': { name: 'opening', failures: 2, reported: true },
  running: { name: 'running', since: 0, failures: 2 },
  'backing-off': { name: 'backing-off', failures: 2, problem: GONE, reported: true },
  disabled: { name: 'disabled', problem: NO_LIBRARY },
} as const satisfies Record<string, SessionState>;

const EVENTS = {
  start: { type: 'start' },
  opened: { type: 'opened' },
  lost: { type: 'lost', problem: GONE },
  hopeless: { type: 'lost', problem: NO_LIBRARY },
  'retry-due': { type: 'retry-due' },
  stop: { type: 'stop' },
} as const satisfies Record<string, SessionEvent>;

/** State, event → next state and effects; a pair that is not listed changes nothing. */
const TABLE: Readonly<Record<string, string>> = {
  'closed, start': 'opening: open',
  'opening, opened': 'running: report-online',
  'opening, lost': 'backing-off: close report-offline wait',
  'opening, hopeless': 'disabled: close report-offline',
  'opening, stop': 'closed: close',
  'opening again, opened': 'running: report-online',
  'opening again, lost': 'backing-off: close wait',
  'opening again, hopeless': 'disabled: close',
  'opening again, stop': 'closed: close',
  'running, lost': 'backing-off: close report-offline wait',
  'running, hopeless': 'disabled: close report-offline',
  'running, stop': 'closed: close',
  'backing-off, retry-due': 'opening: open',
  'backing-off, stop': 'closed: close',
  'disabled, stop': 'closed: close',
};

describe('the life of a device connection', () => {
  for (const [stateName, state] of Object.entries(STATES)) {
    for (const [eventName, event] of Object.entries(EVENTS)) {
      const expected = TABLE[`${stateName}, ${eventName}`];
      test(`${stateName} + ${eventName} → ${expected ?? 'nothing changes'}`, () => {
        const next = transition(state, event, 100);
        const unchanged = next.state === state && next.effects.length === 0;
        const told = `${next.state.name}: ${next.effects.map((effect) => effect.type).join(' ')}`;
        expect(unchanged ? undefined : told).toBe(expected);
      });
    }
  }

  test('a connection that breaks at once does not shorten the wait, one that lasted does', () => {
    const { running } = STATES;
    expect(transition(running, EVENTS.lost, STABLE_MS - 1).effects).toContainEqual({ type: 'wait', failures: 3 });
    expect(transition(running, EVENTS.lost, STABLE_MS).effects).toContainEqual({ type: 'wait', failures: 1 });
  });

  test('waits grow from a quarter of a second to at most half a minute', () => {
    expect(backOffMs(1, 0)).toBe(250);
    expect([1, 2, 3, 4].map((failures) => backOffMs(failures, 1))).toEqual([500, 1_000, 2_000, 4_000]);
    expect(backOffMs(1_000, 0.999_999)).toBe(30_000);
  });
});

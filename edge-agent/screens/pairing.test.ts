import { describe, expect, test } from 'vitest';
import { CODE_MS, NO_PAIRING, offered, tried, type PairingState } from './pairing.ts';
import { MOST_TRIES, TRY_WINDOW_MS } from './try-limit.ts';

const NOW = 1_796_000_000_000;
/** What a step did: a code was made, or how a try ended. */
type Step = (state: PairingState, now: number) => readonly [PairingState, string];
const offer =
  (code = '482913'): Step =>
  (state, now) => [offered(state, code, 'lobby', now), 'offered'];
const attempt =
  (code: string): Step =>
  (state, now) => {
    const step = tried(state, code, now);
    return [step.state, step.outcome.kind];
  };

/** Runs steps at their times after NOW. */
function run(steps: readonly (readonly [afterMs: number, step: Step])[]): string[] {
  let state = NO_PAIRING;
  const outcomes: string[] = [];
  for (const [afterMs, step] of steps) {
    const [next, outcome] = step(state, NOW + afterMs);
    state = next;
    outcomes.push(outcome);
  }
  return outcomes;
}

const wrong = Array.from({ length: MOST_TRIES }, (_, index) => [index + 1, attempt('000000')] as const);

describe('state × event', () => {
  test.each([
    ['nothing open, a try', [[0, attempt('482913')]], ['wrong']],
    ['an offer tells until when', [[0, offer()]], ['offered']],
    [
      'the right code pairs',
      [
        [0, offer()],
        [1, attempt('482913')],
      ],
      ['offered', 'paired'],
    ],
    [
      'a code is used once',
      [
        [0, offer()],
        [1, attempt('482913')],
        [2, attempt('482913')],
      ],
      ['offered', 'paired', 'wrong'],
    ],
    [
      'a typing mistake is forgiven',
      [
        [0, offer()],
        [1, attempt('482931')],
        [2, attempt('482913')],
      ],
      ['offered', 'wrong', 'paired'],
    ],
    [
      'a new code replaces the old',
      [
        [0, offer()],
        [1, offer('111222')],
        [2, attempt('482913')],
        [3, attempt('111222')],
      ],
      ['offered', 'offered', 'wrong', 'paired'],
    ],
    [
      'just before its end a code works',
      [
        [0, offer()],
        [CODE_MS - 1, attempt('482913')],
      ],
      ['offered', 'paired'],
    ],
    [
      'at its end it does not',
      [
        [0, offer()],
        [CODE_MS, attempt('482913')],
      ],
      ['offered', 'wrong'],
    ],
    [
      'a code from the future does not',
      [
        [1_000, offer()],
        [0, attempt('482913')],
      ],
      ['offered', 'wrong'],
    ],
    [
      'the last wrong try voids the code',
      [[0, offer()], ...wrong, [9, attempt('482913')]],
      ['offered', 'wrong', 'wrong', 'wrong', 'wrong', 'void', 'void'],
    ],
    [
      'a new code works after that',
      [[0, offer()], ...wrong, [8, offer('111222')], [9, attempt('111222')]],
      ['offered', 'wrong', 'wrong', 'wrong', 'wrong', 'void', 'offered', 'paired'],
    ],
    [
      'but forgives nothing within the same while',
      [[0, offer()], ...wrong, [8, offer('111222')], [9, attempt('1')], [10, attempt('111222')]],
      ['offered', 'wrong', 'wrong', 'wrong', 'wrong', 'void', 'offered', 'void', 'void'],
    ],
    [
      'later mistakes are forgiven again',
      [[0, offer()], ...wrong, [TRY_WINDOW_MS + 6, offer('111222')], [TRY_WINDOW_MS + 7, attempt('1')]],
      ['offered', 'wrong', 'wrong', 'wrong', 'wrong', 'void', 'offered', 'wrong'],
    ],
  ] as readonly (readonly [string, readonly (readonly [number, Step])[], readonly string[]])[])(
    '%s',
    (_what, events, expected) => {
      expect(run(events)).toEqual(expected);
    },
  );
});

test('pairing says the role that the code was made for', () => {
  const state = offered(NO_PAIRING, '482913', 'display', NOW);
  expect(tried(state, '482913', NOW + 1).outcome).toEqual({ kind: 'paired', role: 'display' });
});

test('guesses while no code is open cost nobody a later code', () => {
  const outcomes = run([...wrong, [10, offer()], [11, attempt('000000')], [12, attempt('482913')]]);
  expect(outcomes.slice(-3)).toEqual(['offered', 'wrong', 'paired']);
});

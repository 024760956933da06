import { expect, test } from 'vitest';
import type { LobbyAlert } from '#contract/lobby-view.ts';
import { obstacleOf } from './admission.ts';
import { alarmAfter, soundState } from './alarm.ts';
import type { AlarmState } from './alarm.ts';
import { loadPreferences, savePreferences } from './preferences.ts';
import { BUSY_VIEW } from './sample-board.ts';

const alert = (id: string, acknowledgedAt: number | null = null): LobbyAlert => ({
  ...BUSY_VIEW.alerts[0]!,
  alert: id,
  acknowledgedAt,
});
const fresh = (known: AlarmState, alerts: readonly LobbyAlert[]): string[] =>
  alarmAfter(known, alerts).fresh.map(({ alert: id }) => id);

test('what was there when the page was opened is no news', () => {
  expect(fresh(null, [alert('a1')])).toEqual([]);
});

test('an alert is news once', () => {
  const first = alarmAfter(new Set(), [alert('a1')]);
  expect(first.fresh).toHaveLength(1);
  expect(fresh(first.state, [alert('a1'), alert('a2')])).toEqual(['a2']);
});

test('an alert that somebody else has already acknowledged is no news', () => {
  expect(fresh(new Set(), [alert('a1', 5)])).toEqual([]);
});

test('what arrived while the tablet slept is told together', () => {
  expect(fresh(new Set(['a1']), [alert('a3'), alert('a4'), alert('a5')])).toEqual(['a3', 'a4', 'a5']);
});

test('after ten thousand alerts only those of the last view are remembered', () => {
  let state: AlarmState = null;
  for (let index = 0; index < 10_000; index += 1) ({ state } = alarmAfter(state, [alert(`a${index}`)]));
  expect(state).toEqual(new Set(['a9999']));
});

test.each([
  [false, false, 'off'],
  [false, true, 'off'],
  [true, false, 'waiting'],
  [true, true, 'on'],
] as const)('sound wanted %s and allowed %s is %s', (wanted, unlocked, state) => {
  expect(soundState(wanted, unlocked)).toBe(state);
});

test.each([
  [null, 'unreachable'],
  [{ status: 200, code: '' }, null],
  [{ status: 401, code: 'not-paired' }, 'not-paired'],
  [{ status: 403, code: 'wrong-role' }, 'not-paired'],
  [{ status: 503, code: 'not-ready' }, 'starting'],
  [{ status: 503, code: 'too-many-screens' }, 'too-many-screens'],
  [{ status: 502, code: '' }, 'fault'],
] as const)('the answer %j stands in the way as %s', (answer, obstacle) => {
  expect(obstacleOf(answer)).toBe(obstacle);
});

class MemoryStore {
  readonly items = new Map<string, string>();
  full = false;
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.full) throw new Error('quota');
    this.items.set(key, value);
  }
}

test('choices come back after a reload', () => {
  const store = new MemoryStore();
  savePreferences(store, { sound: true, largePrint: true });
  expect(loadPreferences(store, '')).toEqual({ sound: true, largePrint: true });
});

test('a page starts silent and in normal print, in large print where the address says so', () => {
  expect(loadPreferences(new MemoryStore(), '')).toEqual({ sound: false, largePrint: false });
  expect(loadPreferences(new MemoryStore(), '?elder=1')).toEqual({ sound: false, largePrint: true });
});

test.each(['{', 'null', '[]', '"x"', '{"sound":"yes"}'])('stored nonsense (%s) counts as not chosen', (text) => {
  const store = new MemoryStore();
  store.items.set('hallmeter.lobby', text);
  expect(loadPreferences(store, '')).toEqual({ sound: false, largePrint: false });
});

test('a full storage does not stop the page', () => {
  const store = new MemoryStore();
  store.full = true;
  expect(() => savePreferences(store, { sound: true, largePrint: false })).not.toThrow();
});

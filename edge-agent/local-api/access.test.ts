import { describe, expect, test } from 'vitest';
import { ACCESS, accessOf, judge, type Visitor } from './access.ts';

const PC: Visitor = { kind: 'branch-pc' };
const STRANGER: Visitor = { kind: 'stranger' };
const screen = (role: 'kiosk' | 'display' | 'lobby'): Visitor => ({ kind: 'screen', role });
/** All routes that a visitor may use. */
const allowed = (visitor: Visitor): string[] =>
  Object.entries(ACCESS).flatMap(([route, access]) => (judge(visitor, access) === 'allowed' ? [route] : []));

describe('who may ask what', () => {
  test('the branch PC everything', () => {
    expect(allowed(PC)).toEqual(Object.keys(ACCESS));
  });

  test('a stranger nothing but to be let in', () => {
    expect(allowed(STRANGER)).toEqual(['GET /healthz', 'GET /assets/*', 'GET /pair-screen', 'POST /api/pair']);
  });

  test('a kiosk takes answers and learns nothing about people who wait', () => {
    expect(allowed(screen('kiosk')).filter((route) => !allowed(STRANGER).includes(route))).toEqual([
      'GET /',
      'GET /kiosk',
      'GET /api/hall',
      'POST /api/screens/heartbeat',
      'GET /api/speech',
      'POST /api/ratings',
      'PUT /api/ratings/:rating/detail',
      'PUT /api/ratings/:rating/withdrawn',
      'PUT /api/surveys/:response',
      'POST /api/kiosk/unlock',
    ]);
  });

  test('a display only shows', () => {
    expect(allowed(screen('display')).filter((route) => !allowed(STRANGER).includes(route))).toEqual([
      'GET /',
      'GET /display',
      'GET /api/hall',
      'POST /api/screens/heartbeat',
      'GET /api/speech',
      'GET /api/display',
      'GET /api/display/stream',
      'GET /api/slides/:file',
    ]);
  });

  test('a lobby board sees the hall, and gives no ratings', () => {
    expect(allowed(screen('lobby')).filter((route) => !allowed(STRANGER).includes(route))).toEqual([
      'GET /',
      'GET /lobby',
      'GET /api/hall',
      'POST /api/screens/heartbeat',
      'GET /api/lobby',
      'GET /api/stream',
      'GET /api/tickets/:ticket',
      'POST /api/alerts/:alert/acknowledge',
    ]);
  });
});

test('what has no entry is for nobody but the branch PC', () => {
  for (const [method, route] of [
    ['GET', '/api/secrets'],
    ['DELETE', '/api/hall'],
    ['GET', undefined],
    ['GET', 'constructor'],
  ] as const) {
    expect(accessOf(method, route)).toBeNull();
  }
  expect(judge(STRANGER, null)).toBe('not-paired');
  expect(judge(screen('lobby'), null)).toBe('other-role');
});

test('asking for the head of an answer needs the right to the answer', () => {
  expect(accessOf('HEAD', '/api/lobby')).toEqual(accessOf('GET', '/api/lobby'));
});

import { expect, test } from 'vitest';
import { normaliseHall } from './normalise-hall.ts';
import { SAMPLE_HALL } from './sample-hall.ts';

test('a complete configuration stays as it is', () => {
  expect(normaliseHall(JSON.parse(JSON.stringify(SAMPLE_HALL)))).toEqual(SAMPLE_HALL);
});

test('a copy from before an update gets the defaults of what it does not know', () => {
  const old = {
    branch: SAMPLE_HALL.branch,
    timeZone: 'Asia/Shanghai',
    services: {},
    classes: {},
    counters: SAMPLE_HALL.counters,
    kiosk: { scale: 5, idleMs: 15_000, reasons: [{ id: 'waiting', name: { zh: '等候', en: 'Wait' } }] },
  };
  const kiosk = normaliseHall(old)?.kiosk;
  expect(kiosk).toMatchObject({ scale: 5, thanksMs: 4_000, surveys: [], words: null, comment: true });
  expect(kiosk?.reasons[0]?.for).toBe('any');
});

test('words that do not fit the scale are not shown', () => {
  const words = [{ zh: '差', en: 'Bad' }];
  const hall = { ...SAMPLE_HALL, kiosk: { ...SAMPLE_HALL.kiosk, words } };
  expect(normaliseHall(hall)?.kiosk.words).toBeNull();
});

test.each([[null], [undefined], [7], ['{}'], [{}], [{ branch: { id: 'b' } }], [{ branch: { name: {} }, kiosk: null }]])(
  '%j is no hall',
  (value) => {
    expect(normaliseHall(value)).toBeNull();
  },
);

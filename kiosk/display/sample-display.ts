import type { DisplayView } from '#contract/display-view.ts';
import { NOON } from '../shared/sample-hall.ts';

/** The sample hall at noon as its display sees it. */
export const SAMPLE_DISPLAY = {
  at: NOON,
  date: '2026-03-02',
  upto: 40,
  calls: [
    { ticket: 'A003', counter: '1', at: NOON - 90_000, times: 2 },
    { ticket: 'A002', counter: '2', at: NOON - 400_000, times: 1 },
  ],
  queues: [
    {
      service: 'personal',
      waiting: 2,
      estimate: { pointMs: 720_000, lowMs: 660_000, highMs: 1_140_000 },
      reason: null,
    },
    { service: 'wealth', waiting: 1, estimate: null, reason: 'little-data' },
  ],
  openCounters: 2,
  slides: [],
} as unknown as DisplayView;

import type { HallConfig } from '#contract/local-api.ts';

type Kiosk = HallConfig['kiosk'];

/** The contract's own defaults, for what an older agent or an older cached copy does not say. */
const KIOSK: Kiosk = {
  scale: 4,
  words: null,
  idleMs: 15_000,
  thanksMs: 4_000,
  reasons: [],
  comment: true,
  counters: true,
  tickets: true,
  voice: true,
  elder: false,
  reach: false,
  surveys: [],
  reloadAt: '03:00',
};

/**
 * A hall configuration that every page can draw, or null when it is none. The agent checks what it sends; this is for
 * the copy that a page kept from before an update, and for an agent that has not been updated yet.
 */
export function normaliseHall(value: unknown): HallConfig | null {
  const hall = value as Partial<HallConfig> | null;
  if (!isRecord(hall) || !isRecord(hall.branch) || !isRecord(hall.branch.name) || !isRecord(hall.kiosk)) return null;
  const kiosk: Kiosk = { ...KIOSK, ...hall.kiosk };
  return {
    branch: hall.branch,
    timeZone: hall.timeZone ?? 'Asia/Shanghai',
    services: hall.services ?? {},
    classes: hall.classes ?? {},
    counters: hall.counters ?? [],
    kiosk: {
      ...kiosk,
      // One word per face or none: a face with the wrong word would be a wrong rating.
      words: kiosk.words?.length === kiosk.scale ? kiosk.words : null,
      reasons: kiosk.reasons.map((reason) => ({ ...reason, for: reason.for ?? 'any' })),
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

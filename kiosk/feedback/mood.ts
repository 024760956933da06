import type { HallConfig, RatingRequest } from '#contract/local-api.ts';

type Scale = RatingRequest['scale'];
type Reason = HallConfig['kiosk']['reasons'][number];
export type Mood = 'good' | 'bad';

/** On the four steps of the keypads (不满意 … 非常满意); index = level − 1. */
const ON_FOUR: Readonly<Record<Scale, readonly number[]>> = { 3: [1, 2, 3], 4: [1, 2, 3, 4], 5: [1, 1, 2, 3, 4] };

/** Which of five drawn faces stands for a level: the same word has the same face on every scale. */
const FACES: Readonly<Record<Scale, readonly number[]>> = { 3: [0, 2, 4], 4: [0, 2, 3, 4], 5: [0, 1, 2, 3, 4] };

const SATISFIED = 3;

/** Satisfied and better, or fair and worse: decides which reasons are offered. */
export function moodOf(level: number, scale: Scale): Mood {
  return (ON_FOUR[scale][level - 1] ?? 1) >= SATISFIED ? 'good' : 'bad';
}

/** 0 = frowning … 4 = beaming. */
export function faceOf(level: number, scale: Scale): number {
  return FACES[scale][level - 1] ?? 2;
}

export function reasonsFor(reasons: readonly Reason[], mood: Mood): readonly Reason[] {
  return reasons.filter((reason) => reason.for === mood || reason.for === 'any');
}

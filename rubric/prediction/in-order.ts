import { waitMsOf, type WaitSample } from './question.ts';

/**
 * Tells past tickets as the hall lived through them: `asked` at the issue, `called` at the call, in the order of time.
 * At one instant calls come before issues, as whoever was just called does not wait any more.
 */
export function inOrder(
  samples: readonly WaitSample[],
  { asked, called }: { asked: (sample: WaitSample) => void; called: (sample: WaitSample) => void },
): void {
  const steps = samples.flatMap((sample) => [
    { at: sample.issuedAt, rank: 1, step: () => asked(sample) },
    { at: sample.calledAt, rank: waitMsOf(sample) > 0 ? 0 : 2, step: () => called(sample) },
  ]);
  for (const { step } of steps.toSorted((a, b) => a.at - b.at || a.rank - b.rank)) step();
}

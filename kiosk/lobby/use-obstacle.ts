import { useEffect, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { StreamState } from '../live/stream-state.ts';
import type { Obstacle } from './admission.ts';
import { findObstacle } from './agent-requests.ts';

/** A stream that fails does not say why: asks the agent once after each failure. */
export function useObstacle(clock: Clock, { failures }: StreamState): Obstacle | null {
  const [obstacle, setObstacle] = useState<Obstacle | null>(null);
  useEffect(() => {
    let late = false;
    const find = async (): Promise<void> => {
      const found = failures === 0 ? null : await findObstacle(clock);
      if (!late) setObstacle(found);
    };
    void find();
    return () => {
      late = true;
    };
  }, [clock, failures]);
  return obstacle;
}

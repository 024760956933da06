import { useEffect } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { ScreenRole } from '#contract/screens.ts';
import { startHeartbeat } from './heartbeat.ts';

/** A screen that gives no ratings says that it lives, and begins anew when the agent serves other pages. */
export function useHeartbeat(clock: Clock, role: ScreenRole, screen: string): void {
  useEffect(() => {
    const beat = { screen, role, pending: 0, refused: 0 };
    return startHeartbeat({ clock, beat: () => beat, onNewBuild: () => location.reload() });
  }, [clock, role, screen]);
}

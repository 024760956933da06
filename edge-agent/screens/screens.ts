import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Cancel, Clock } from '#contract/clock.ts';
import type { EventBody } from '#contract/events.ts';
import type { ScreenHealth } from '#contract/lobby-view.ts';
import type { HeartbeatRequest, PairingCode, PairRequest, ScreenRole } from '#contract/screens.ts';
import { maskLongNumbers } from '../hall/screening.ts';
import { KioskPin, type UnlockOutcome } from './kiosk-pin.ts';
import type { ScreenLogger } from './log-events.ts';
import { PairedScreenStore, type PairedScreen } from './paired-screens.ts';
import { CODE_MS, NO_PAIRING, offered, tried } from './pairing.ts';
import { createScreenWatch } from './screen-watch.ts';

export type PairOutcome =
  | { readonly kind: 'paired'; readonly token: string; readonly screen: PairedScreen }
  | { readonly kind: 'wrong' | 'void' | 'full' };

/** Screens of the hall: who is let in, whether they live, and the PIN of the kiosk's settings. */
export interface Screens {
  /** The screen that holds this token. */
  identify(token: string): PairedScreen | null;
  offerCode(role: ScreenRole): PairingCode;
  /** `before` is what the screen was so far; it is that no more. Throws when the disk refuses. */
  pair(request: PairRequest, before: PairedScreen | null): PairOutcome;
  paired(): readonly PairedScreen[];
  /** False when there is no such screen. Throws when the disk refuses. */
  revoke(id: string): boolean;
  unlock(pin: string): Promise<UnlockOutcome>;
  /** A sign of life; false when there are too many screens for another one. */
  beat(request: HeartbeatRequest): boolean;
  health(): readonly ScreenHealth[];
  onHealth(listener: () => void): Cancel;
  stop(): void;
}

export interface ScreensOptions {
  readonly dataDir: string;
  /** The hall's time. */
  readonly clock: Clock;
  /** Real time: people type codes no faster in a hall that runs faster. */
  readonly pace: Clock;
  readonly report: (bodies: readonly EventBody[]) => void;
  readonly log: ScreenLogger;
}

export function kioskPinFile(dataDir: string): string {
  return join(dataDir, 'kiosk-pin.json');
}

export function createScreens({ dataDir, clock, pace, report, log }: ScreensOptions): Screens {
  const now = (): number => pace.now();
  const store = new PairedScreenStore({ file: join(dataDir, 'screens.json'), now, log });
  const pin = new KioskPin({ file: kioskPinFile(dataDir), now, log });
  const watch = createScreenWatch({ now: () => clock.now(), pace, report, log });
  let pairing = NO_PAIRING;

  const tryCode = (code: string) => {
    const step = tried(pairing, code, now());
    if (step.outcome.kind === 'void' && pairing.open !== null) log.write('screens.code-void');
    pairing = step.state;
    return step.outcome;
  };
  return {
    identify: (token) => store.identify(token),
    offerCode(role) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const at = now();
      pairing = offered(pairing, code, role, at);
      log.write('screens.code-made', { role });
      return { code, role, expiresAt: at + CODE_MS };
    },
    pair({ code, name }, before) {
      if (store.isFull && before === null) return { kind: 'full' };
      const outcome = tryCode(code);
      if (outcome.kind !== 'paired') return outcome;
      const added = store.add(outcome.role, screened(name), before);
      log.write('screens.paired', { screen: added.screen.id, role: outcome.role });
      return { kind: 'paired', ...added };
    },
    paired: () => store.list(),
    revoke(id) {
      const isRevoked = store.revoke(id);
      if (isRevoked) log.write('screens.revoked', { screen: id });
      return isRevoked;
    },
    unlock: (digits) => pin.unlock(digits),
    beat: (request) => watch.beat(request),
    health: () => watch.list(),
    onHealth: (listener) => watch.onChange(listener),
    stop: () => watch.stop(),
  };
}

/** A name is written by people: no numbers that look like an account or a phone, nothing invisible. */
function screened(name: string): string {
  const plain = maskLongNumbers(name.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')).trim();
  return plain === '' ? '***' : plain.slice(0, 40);
}

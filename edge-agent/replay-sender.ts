import { randomBytes } from 'node:crypto';
import { realClock, type Clock } from '#contract/clock.ts';
import type { DeviceHealth } from '#contract/status.ts';
import type { Core } from './core.ts';
import { createPublisher, type Publisher } from './hall/publisher.ts';
import { statusMessage } from './health/status.ts';
import type { Logger } from './log.ts';
import type { Journal } from './ports.ts';
import { createUplink } from './uplink/uplink.ts';

/** Uplink and retained messages of a replay: in real time, while the hall runs in virtual time. */
export interface ReplaySender {
  /** As `onCore` of the replay. */
  attach(core: Core): void;
  /** As `breathe` of the replay. */
  breathe(): Promise<void>;
  /** True when head office holds everything. */
  drain(limitMs: number): Promise<boolean>;
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 20;
/** The uplink sends the hall at most once a second; the last state must still go out. */
const RETAINED_GAP_MS = 1_100;

export function createReplaySender(
  headOffice: { readonly url: string; readonly secret: string },
  journal: Journal,
  log: Logger,
): ReplaySender {
  const pace = realClock();
  const boot = randomBytes(8).toString('hex');
  let devices = (): readonly DeviceHealth[] => [];
  const status = () => statusMessage({ journal, boot, devices: devices(), at: pace.now() });
  const uplink = createUplink({
    journal,
    clock: pace,
    random: Math.random,
    boot,
    statusMessage: status,
    log,
    ...headOffice,
  });
  let publisher: Publisher | null = null;
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void pace.after(ms, resolve));
  uplink.start();
  return {
    attach(core) {
      devices = () => core.devices();
      const { branch } = journal;
      const { recorder } = core;
      const clock: Clock = { now: () => core.now(), after: (delayMs, action) => pace.after(delayMs, action) };
      publisher = createPublisher({ branch, recorder, uplink, clock, pace, status });
      publisher.start();
      recorder.onStored(() => uplink.notify());
    },
    breathe: () => pause(0),
    async drain(limitMs) {
      const until = pace.now() + limitMs;
      while (uplink.state().pending > 0 && pace.now() < until) await pause(LOOK_EVERY_MS);
      publisher?.flush();
      await pause(RETAINED_GAP_MS);
      return uplink.state().pending === 0;
    },
    async stop() {
      publisher?.stop();
      await uplink.stop();
    },
  };
}

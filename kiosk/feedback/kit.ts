import type { Clock } from '#contract/clock.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { Voice } from '../voice/voice.ts';
import type { ComfortChoice } from './comfort.ts';
import type { Delivery } from './delivery.ts';
import type { KioskSetup } from './setup.ts';
import type { FeedbackTexts } from './texts.ts';

/** What every screen of the kiosk works with. */
export interface KioskKit {
  /** Steady: never jumps. */
  readonly clock: Clock;
  /** Epoch ms. */
  readonly wallNow: () => number;
  readonly hall: HallConfig;
  readonly setup: KioskSetup;
  readonly choice: ComfortChoice;
  readonly texts: FeedbackTexts;
  readonly delivery: Delivery;
  readonly voice: Voice;
  /** Whether spoken prompts are offered here. */
  readonly offersVoice: boolean;
  /** A soft tone: time is running out. */
  readonly warn: () => void;
  /** Opens the settings, behind their PIN. */
  readonly openSettings: () => void;
  /** Tells whether somebody is at the screen. */
  readonly onOccupied: (occupied: boolean) => void;
}

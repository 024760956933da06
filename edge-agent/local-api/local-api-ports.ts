import type { Cancel } from '#contract/clock.ts';
import type { DisplayView } from '#contract/display-view.ts';
import type { TicketNumber } from '#contract/ids.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView, TicketHistory } from '#contract/lobby-view.ts';
import type { KioskInbox } from '../hall/kiosk-inbox.ts';
import type { Slides, Speech } from '../ports.ts';
import type { Screens } from '../screens/screens.ts';

/** What the HTTP pages may ask of the agent. */
export interface LocalApiPorts extends KioskInbox {
  /** As it is now; head office may change it. */
  readonly config: HallConfig;
  readonly screens: Screens;
  lobby(): LobbyView;
  /** What everybody in the hall may see. */
  display(): DisplayView;
  /** Called after every change worth showing, at most a few times a second. */
  onChange(listener: () => void): Cancel;
  /** What happened today to a number, or to the one number that it can mean. */
  ticket(query: TicketNumber): TicketHistory;
  /** Stores it durably, or throws when the disk refuses; false for an alert that nobody raised. */
  acknowledge(alert: string, said: { readonly comment: string; readonly by?: string | undefined }): boolean;
  /** Ready = journal open and the hall rebuilt. */
  ready(): { readonly ready: boolean; readonly reason: string };
  /** Prometheus text format. */
  metrics(): string;
  readonly slides: Slides;
  readonly speech: Speech;
}

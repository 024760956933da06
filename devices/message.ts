/**
 * What a device said, in neutral words: the vocabulary between protocol profiles (bytes → messages) and the hall
 * (messages → events). What a key *means* in one hall is not decided here but by the site map.
 */

/** Base keys of call terminals and keypads. A profile maps its codes to these; the site maps them to events. */
export const BASE_KEYS = [
  'start',
  'evaluate',
  'call',
  'recall',
  'cancel',
  'function',
  'metre-line',
  'pause',
  'transfer',
] as const;
export type BaseKey = (typeof BASE_KEYS)[number];

/** Which way bytes went on a line. One wire carrying both directions is `shared`: the direction is not known. */
export type Direction = 'from-device' | 'to-device' | 'shared';

export type MessageContent =
  /** A key of a call terminal; `digits` typed before it in the same frame, "" when none. */
  | { readonly name: 'key'; readonly address: number; readonly key: BaseKey; readonly digits: string }
  /** An evaluator button; `raw` as sent, the site's grade table gives the level. */
  | { readonly name: 'rating'; readonly address: number; readonly raw: number }
  /** The host's answer to an evaluator; `raw` when the answer repeats the button. */
  | { readonly name: 'rating-ack'; readonly address: number; readonly raw: number | null }
  | { readonly name: 'start-rating'; readonly address: number }
  | { readonly name: 'set-stars'; readonly address: number; readonly stars: number }
  /** The host shows a ticket on a numeric display: letters are lost. `waiting` when the frame carries that too. */
  | { readonly name: 'show-ticket'; readonly address: number; readonly digits: string; readonly waiting: number | null }
  | { readonly name: 'show-waiting'; readonly address: number; readonly waiting: number }
  | { readonly name: 'show-result'; readonly address: number; readonly success: boolean }
  | { readonly name: 'show-text'; readonly address: number; readonly text: string }
  /** A display said that it has shown a text. */
  | { readonly name: 'shown'; readonly address: number }
  | { readonly name: 'beep'; readonly address: number }
  /** One finished print job as text lines, control codes removed. */
  | { readonly name: 'print-job'; readonly lines: readonly string[] }
  | { readonly name: 'printer-status'; readonly paper: 'ok' | 'low' | 'out' | 'unknown'; readonly online: boolean }
  /** A key of a HID keyboard-class device went down. `key`: "0"–"9", "enter", or the HID usage as "usage-58". */
  | { readonly name: 'keypad'; readonly key: string }
  /** A well-formed frame that the profile knows to ignore or does not know; `label` says which. */
  | { readonly name: 'other'; readonly address: number | null; readonly label: string };

export type DeviceMessage = MessageContent & {
  /** Epoch ms: arrival of the first byte of the frame, report or print job. */
  readonly at: number;
  readonly port: string;
  /** Seen again within the profile's echo window: the host's acknowledgement or a retransmission, not a new press. */
  readonly echo: boolean;
};

export type DiscardReason =
  | 'noise'
  | 'bad-length'
  | 'bad-checksum'
  | 'bad-constant'
  | 'bad-tail'
  | 'too-long'
  | 'truncated'
  | 'rollover';

export type ReaderOutput =
  | { readonly kind: 'message'; readonly message: DeviceMessage; readonly bytes: Uint8Array }
  | { readonly kind: 'discarded'; readonly at: number; readonly bytes: Uint8Array; readonly reason: DiscardReason };

/** Turns the bytes of one port into messages. Pure: no clock, no I/O; time comes in with the bytes. */
export interface Reader {
  /** Bytes as they arrived together at `at` (epoch ms). For HID: exactly one input report. */
  push(chunk: Uint8Array, at: number): readonly ReaderOutput[];
  /** Lets time-outs pass (idle print job, half a frame that nobody finished). */
  tick(now: number): readonly ReaderOutput[];
  /** When `tick` should be called next, null if nothing is pending. */
  deadline(): number | null;
}

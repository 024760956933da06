/** What the pages sound like. Each chime falls, as bells do; none is another's. */
export interface Notes {
  readonly hz: readonly number[];
  /** From one note to the next, seconds. */
  readonly everyS: number;
  /** How long a note rings, seconds. */
  readonly ringS: number;
  /** 0 … 1; 0 = silent. */
  readonly loudness: number;
}

/** A call: G5 and E5, a falling third, the bells of halls and airports. */
export const CALL_NOTES: Notes = { hz: [783.99, 659.25], everyS: 0.35, ringS: 0.9, loudness: 0.3 };

/** An alert on the lobby board: higher and quicker. */
export const ALERT_NOTES: Notes = { hz: [880, 660], everyS: 0.22, ringS: 0.22, loudness: 0.35 };

/** Time is running out at the kiosk: low and soft. */
export function warningNotes(volumePercent: number): Notes {
  return { hz: [660, 550], everyS: 0.18, ringS: 0.4, loudness: (volumePercent / 100) * 0.25 };
}

/**
 * What the tap noticed but did not make an event of. Nothing is passed over in silence: each code is counted by the
 * agent and explained to whoever runs the branch. Details never hold a staff number or anything printed for a customer.
 */
export const TAP_NOTES = {
  echo: 'A frame seen again: the host acknowledging it, or a retransmission. Normal on a bus that carries both directions.',
  'call-unconfirmed':
    'A call key was pressed but no number was shown. Nobody was waiting, the host did not answer, or its display line is not tapped.',
  'call-refused': 'The host answered a call key with "failed".',
  'host-display':
    'The host showed a number although no call key was pressed at that counter. Check the key rules of the site.',
  'strip-disagrees':
    'The strip showed another ticket than the counter display. Check which strip belongs to which counter.',
  'strip-late':
    'The strip named a ticket after the call had been stored as ambiguous. Raise timing.stripMs of the site.',
  'key-without-service': 'A key that needs a customer at the counter was pressed while none was there.',
  'repeated-key': 'A key was pressed again that had already taken effect.',
  'unmapped-key': 'A key or combination that the key rules of the site do not mention.',
  'login-without-number': 'A log-in without a staff number.',
  'unknown-transfer-target': 'A ticket was transferred to a number that is no counter of this site.',
  'callback-unknown':
    'A recall or resume key was pressed without a customer at the counter, and no display said which ticket comes back.',
  'unknown-port': 'A message from a port that the site does not list.',
  'unknown-address': 'A device address that no counter of the site has. Add it to the site map.',
  'unknown-grade': 'A rating button that the grade table of the site does not list.',
  repeat: 'A keypad was pressed again within timing.repeatMs of the site; counted as one rating.',
  'bad-ticket-number': 'A number was shown or printed that is no ticket number (1–12 letters, digits or "-").',
  'print-job-without-ticket':
    'A print job without a ticket number. Check ticketText.ticket of the site if tickets are missing.',
  'unknown-prefix': 'A ticket was printed whose prefix belongs to no service. Add it to tickets in the site map.',
  'clock-suspect': 'The time printed on a ticket was not usable. Set the clock of the ticket machine.',
} as const;
export type TapNoteCode = keyof typeof TAP_NOTES;

export interface TapNote {
  /** Epoch ms of what was noticed. */
  readonly at: number;
  readonly code: TapNoteCode;
  /** Port it was noticed on; null when time alone brought it up. */
  readonly port: string | null;
  readonly detail: string;
}

import { z } from 'zod';

/** What the lobby manager is told about without asking. */
export const alertKindSchema = z.enum([
  'queue-long', // more people in one queue than its limit; value, limit = people
  'wait-over', // somebody waits longer than the limit of the queue; value, limit = ms
  'queue-stalled', // people wait, a counter is open, nobody is called; value, limit = ms
  'low-rating', // somebody is dissatisfied; value = level of four, limit = threshold
  'assistance', // a teller asks for help; value = 1 the guard, 2 the lobby manager, 3 an adviser
  'device-down', // a device or a screen is silent
  'paper', // ticket paper is low or out; value = 1 low, 0 out
]);
export type AlertKind = z.infer<typeof alertKindSchema>;

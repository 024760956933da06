import { BASE_KEYS, type MessageContent } from '#devices/message.ts';

/** What a profile's message rule must give for each neutral message, and how a read value becomes that argument. */

type NeutralName = MessageContent['name'];
type ArgumentType = 'uint' | 'uint-or-null' | 'text' | 'base-key' | 'boolean' | 'paper' | 'lines';
type ContentOf<Name extends NeutralName> = Omit<Extract<MessageContent, { name: Name }>, 'name'>;

export const NEUTRAL: { readonly [Name in NeutralName]: { readonly [Arg in keyof ContentOf<Name>]: ArgumentType } } = {
  key: { address: 'uint', key: 'base-key', digits: 'text' },
  rating: { address: 'uint', raw: 'uint' },
  'rating-ack': { address: 'uint', raw: 'uint-or-null' },
  'start-rating': { address: 'uint' },
  'set-stars': { address: 'uint', stars: 'uint' },
  'show-ticket': { address: 'uint', digits: 'text', waiting: 'uint-or-null' },
  'show-waiting': { address: 'uint', waiting: 'uint' },
  'show-result': { address: 'uint', success: 'boolean' },
  'show-text': { address: 'uint', text: 'text' },
  shown: { address: 'uint' },
  beep: { address: 'uint' },
  'print-job': { lines: 'lines' },
  'printer-status': { paper: 'paper', online: 'boolean' },
  keypad: { key: 'text' },
  other: { address: 'uint-or-null', label: 'text' },
};

export const NEUTRAL_NAMES = Object.keys(NEUTRAL) as [NeutralName, ...NeutralName[]];

export type NeutralValue = string | number | boolean | null;

/** Arguments of one message, as a plain table: profiles name them in JSON. */
export function argumentsOf(name: NeutralName): Readonly<Record<string, ArgumentType>> {
  return NEUTRAL[name];
}

/** The value as that type, undefined when it cannot be (then the rule does not apply). */
export function coerce(value: NeutralValue, type: ArgumentType): NeutralValue | undefined {
  if (type === 'uint') return toUint(value);
  if (type === 'uint-or-null') return value === null ? null : toUint(value);
  return FITS[type](value) ? value : undefined;
}

const FITS: Readonly<Record<Exclude<ArgumentType, 'uint' | 'uint-or-null'>, (value: NeutralValue) => boolean>> = {
  text: (value) => typeof value === 'string',
  'base-key': (value) => (BASE_KEYS as readonly NeutralValue[]).includes(value),
  boolean: (value) => typeof value === 'boolean',
  paper: (value) => value === 'ok' || value === 'low' || value === 'out' || value === 'unknown',
  lines: () => false,
};

function toUint(value: NeutralValue): number | undefined {
  if (typeof value === 'string' && !/^\d{1,9}$/.test(value)) return undefined;
  const number = Number(value ?? Number.NaN);
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}

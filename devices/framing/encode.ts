import { compileKind, type FrameKind } from '#devices/framing/frame-kind.ts';
import { encodeCharacter, encodeGb18030 } from '#devices/framing/gb18030.ts';
import { formatHex, parseHex } from '#devices/framing/hex.ts';
import type { ArgumentSpec, CommandSpec, Profile } from '#devices/framing/profile.ts';

/** Arguments of a command by name; numbers may be given as text. */
export type CommandArguments = Readonly<Record<string, number | string>>;

/**
 * Bytes of one outgoing frame (or print job, or HID report) of this profile.
 * Throws a RangeError when the command or an argument is not what the profile declares, naming what it expects:
 * the caller chooses command and arguments, so a wrong one is a mistake in the program.
 */
export function encodeCommand(profile: Profile, name: string, args: CommandArguments): Uint8Array {
  const command = profile.commands[name];
  if (command === undefined) {
    throw new RangeError(`${profile.id} has no command "${name}", only ${Object.keys(profile.commands).join(', ')}`);
  }
  const where = `${profile.id} ${name}`;
  const unknown = Object.keys(args).find((argument) => !(argument in command.args));
  if (unknown !== undefined) throw new RangeError(`${where} has no argument "${unknown}"`);
  const template = fillTemplate(command, args, where);
  if (command.kind === undefined) return template;
  const kind = frameKind(profile, command.kind);
  const frame = kind.complete(template);
  if (kind.probe(frame, 0, frame.length) !== frame.length) {
    throw new RangeError(`${where}: ${formatHex(frame)} is not a sound frame of kind "${kind.id}"`);
  }
  return frame;
}

const kindsOf = new WeakMap<Profile, Map<string, FrameKind>>();

function frameKind(profile: Profile, id: string): FrameKind {
  let kinds = kindsOf.get(profile);
  if (kinds === undefined) {
    const specs = profile.framing.engine === 'frames' ? profile.framing.kinds : [];
    kinds = new Map(specs.map((spec) => [spec.id, compileKind(spec)]));
    kindsOf.set(profile, kinds);
  }
  return kinds.get(id)!;
}

function fillTemplate(command: CommandSpec, args: CommandArguments, where: string): Uint8Array {
  const bytes: number[] = [];
  for (const part of command.bytes.split(' ')) {
    if (part === '..') {
      bytes.push(0);
    } else if (part.startsWith('{')) {
      const name = part.slice(1, -1);
      for (const byte of encodeArgument(command.args[name]!, args[name], `${where}: ${name}`)) bytes.push(byte);
    } else {
      bytes.push(Number.parseInt(part, 16));
    }
  }
  return Uint8Array.from(bytes);
}

type Given = number | string | undefined;

function encodeArgument(spec: ArgumentSpec, given: Given, where: string): Iterable<number> {
  if (spec.type === 'uint') return [integer(spec, given, where)];
  if (spec.type === 'digits') return encodeDigits(spec, given, where);
  if (spec.type === 'choice') return encodeChoice(spec, given, where);
  if (spec.type === 'text') return encodeText(spec, given, where);
  return Array.from(String(integer(spec, given, where)).padStart(spec.width ?? 1, '0'), Number);
}

function encodeChoice(spec: Extract<ArgumentSpec, { type: 'choice' }>, given: Given, where: string): Uint8Array {
  const hex = Object.entries(spec.values).find(([value]) => value === String(given))?.[1];
  if (hex !== undefined) return parseHex(hex);
  throw new RangeError(`${where} is ${shown(given)}, expected one of ${Object.keys(spec.values).join(', ')}`);
}

function integer(spec: { min: number; max: number }, given: Given, where: string): number {
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < spec.min || value > spec.max) {
    throw new RangeError(`${where} is ${shown(given)}, expected an integer ${spec.min}–${spec.max}`);
  }
  return value;
}

function encodeDigits(spec: Extract<ArgumentSpec, { type: 'digits' }>, given: Given, where: string): number[] {
  const text = given === undefined ? '' : String(given);
  if (!/^\d*$/.test(text) || text.length < spec.min || text.length > spec.max) {
    throw new RangeError(`${where} is ${shown(given)}, expected ${spec.min}–${spec.max} digits`);
  }
  const blanks = Array.from({ length: Math.max(0, (spec.padTo ?? 0) - text.length) }, () => BLANK);
  return [...blanks, ...Array.from(text, Number)];
}

const BLANK = 0x0a;

function encodeText(spec: Extract<ArgumentSpec, { type: 'text' }>, given: Given, where: string): Uint8Array {
  if (typeof given !== 'string') throw new RangeError(`${where} is ${shown(given)}, expected a text`);
  const bytes = textBytes(spec.encoding, given);
  if (bytes.length > spec.maxBytes) {
    throw new RangeError(`${where} takes ${bytes.length} bytes, at most ${spec.maxBytes} are allowed`);
  }
  return bytes;
}

function textBytes(encoding: 'ascii' | 'gb18030' | 'gb18030-coloured', text: string): Uint8Array {
  if (encoding === 'gb18030') return encodeGb18030(text);
  // Colour byte 00 = red, the colour that every source uses.
  if (encoding === 'gb18030-coloured')
    return Uint8Array.from(Array.from(text, (one) => [...encodeCharacter(one), 0]).flat());
  return Uint8Array.from(text, (one) => (one < '\u0080' ? one.charCodeAt(0) : 0x3f));
}

function shown(given: Given): string {
  return given === undefined ? 'missing' : JSON.stringify(given);
}

import { readFileSync } from 'node:fs';
import { encodeCommand } from '#devices/framing/encode.ts';
import { loadProfile } from '#devices/profiles/load.ts';
import { parseSite, type Site } from '#devices/sites/site.ts';

/** The demo hall with its devices on captures, for tests: nothing connects anywhere. */
export function demoHall(change: (site: Site) => Site = (site) => site): Site {
  const file = new URL(import.meta.resolve('#devices/sites/demo-bank.json'));
  const parsed = parseSite(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ path, expected }) => `${path}: ${expected}`).join('\n'));
  const { site } = parsed;
  const ports = site.ports.map((port) => ({ ...port, link: { type: 'capture' as const } }));
  return change({ ...site, ports });
}

const BUS = loadProfile('ff68-bus');
const STRIP = loadProfile('a090-strip');
const PRINTER = loadProfile('escpos-printer-tap');

/** Bytes as the demo hall's lines carry them. */
export const lines = {
  slip: (ticket: string): Uint8Array =>
    encodeCommand(PRINTER, 'ticket', { text: `示范网点\n您的号码\n${ticket}\n请在大厅等候叫号` }),
  key: (address: number, key: string, digits = ''): Uint8Array => encodeCommand(BUS, 'key', { address, key, digits }),
  /** The host shows the number of a ticket on a terminal. */
  shown: (address: number, ticket: string): Uint8Array =>
    encodeCommand(BUS, 'show-ticket', { address, digits: ticket.slice(1) }),
  strip: (address: number, ticket: string): Uint8Array =>
    encodeCommand(STRIP, 'show-text', { address, text: `请${ticket}号到${address}号窗口` }),
  rating: (address: number, raw: number): Uint8Array => encodeCommand(BUS, 'rating', { address: 128 + address, raw }),
};

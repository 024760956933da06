import type { EventBody } from '#contract/events.ts';
import { parseCapture, type CaptureRecord } from '#devices/capture/capture.ts';
import type { DeviceMessage, ReaderOutput } from '#devices/message.ts';
import { wallTime } from '#devices/simulators/texts.ts';
import type { Site } from '#devices/sites/site.ts';
import { readArguments } from './arguments.ts';
import { CaptureDecoder } from './decode.ts';
import { CaptureTap } from './capture-tap.ts';
import { readSite, readText } from './files.ts';
import type { Command, CommandContext, ExitCode, Output } from './output.ts';

const HELP = `Usage: npm run devices -- replay CAPTURE --site FILE [options]

Reads a capture, or the raw byte log of an agent, and prints what the devices said: one line per message, with time,
port and content, and what had to be discarded.

  --site FILE   the site map of the hall
  --events      print the events that a tap makes of it (tickets, calls, ratings) instead of the messages
  --json        print JSON lines instead of text

Staff numbers are shown as dots. Exit code 1 when lines of the capture are damaged or ports are not in the site map.
`;

export const replay: Command = {
  summary: 'what a capture says: messages, or events with --events',
  help: HELP,
  run: async (context) => run(context),
};

function run({ args, output }: CommandContext): ExitCode {
  const call = readArguments(args, ['site'], ['events', 'json']);
  if (!call.ok || call.files.length !== 1 || call.values.site === undefined) {
    output.err(call.ok ? `replay needs CAPTURE and --site\n\n${HELP}` : call.message);
    return 2;
  }
  const site = readSite(call.values.site);
  const text = readText(call.files[0]!);
  if (site.ok && text.ok)
    return replayText(text.value, { file: call.files[0]!, site: site.value, output, flags: call.flags });
  for (const loaded of [site, text]) if (!loaded.ok) output.err(loaded.message);
  return 1;
}

function replayText(
  text: string,
  { file, site, output, flags }: { file: string; site: Site; output: Output; flags: ReadonlySet<string> },
): ExitCode {
  const { records, problems } = parseCapture(text);
  for (const { line, problem } of problems) output.err(`${file} line ${line}: ${problem}`);
  const print = new Printer(site, output, flags.has('json'));
  const clean = flags.has('events') ? replayEvents(records, site, print) : replayMessages(records, site, print);
  return clean && problems.length === 0 ? 0 : 1;
}

function replayMessages(records: readonly CaptureRecord[], site: Site, print: Printer): boolean {
  const decoder = new CaptureDecoder(site);
  for (const record of records) decoder.push(record).forEach((heard) => print.heard(heard));
  decoder.end(records.at(-1)?.at ?? 0).forEach((heard) => print.heard(heard));
  return print.summary(decoder.unknownPorts);
}

function replayEvents(records: readonly CaptureRecord[], site: Site, print: Printer): boolean {
  const decoder = new CaptureDecoder(site);
  const tap = new CaptureTap(site);
  const hear = (outputs: readonly ReaderOutput[]): void => {
    for (const heard of outputs) {
      print.count(heard);
      if (heard.kind === 'message') tap.receive(heard.message).forEach((event) => print.event(event));
    }
  };
  for (const record of records) hear(decoder.push(record));
  const lastAt = records.at(-1)?.at ?? 0;
  hear(decoder.end(lastAt));
  tap.end(lastAt).forEach((event) => print.event(event));
  for (const [code, count] of tap.notes) print.note(`note ${code}: ${count}`);
  return print.summary(decoder.unknownPorts);
}

class Printer {
  readonly #site: Site;
  readonly #output: Output;
  readonly #json: boolean;
  #messages = 0;
  #echoes = 0;
  readonly #discarded = new Map<string, number>();

  constructor(site: Site, output: Output, json: boolean) {
    this.#site = site;
    this.#output = output;
    this.#json = json;
  }

  heard(heard: ReaderOutput): void {
    this.count(heard);
    if (heard.kind === 'message') return this.#line(heard.message.at, masked(heard.message));
    const { at, reason, bytes } = heard;
    this.#line(at, { discarded: reason, bytes: bytes.toHex().toUpperCase() });
  }

  count(heard: ReaderOutput): void {
    if (heard.kind === 'message') {
      this.#messages++;
      if (heard.message.echo) this.#echoes++;
    } else {
      this.#discarded.set(heard.reason, (this.#discarded.get(heard.reason) ?? 0) + heard.bytes.length);
    }
  }

  event(event: EventBody): void {
    this.#line(event.at, event);
  }

  note(text: string): void {
    this.#output.err(text);
  }

  /** True when every chunk belonged to a port of the site. */
  summary(unknownPorts: ReadonlyMap<string, number>): boolean {
    const discarded = [...this.#discarded].map(([reason, bytes]) => `${bytes} ${reason}`).join(', ');
    this.note(`${this.#messages} messages (${this.#echoes} echoes); bytes discarded: ${discarded || 'none'}`);
    for (const [port, chunks] of unknownPorts)
      this.note(`port "${port}" is not in the site map: ${chunks} chunks unread`);
    return unknownPorts.size === 0;
  }

  #line(at: number, content: Readonly<Record<string, unknown>>): void {
    if (this.#json) return this.#output.out(JSON.stringify({ ...content, at }));
    const { date, time } = wallTime(at, this.#site.timeZone);
    const words = Object.entries(content).filter(([name]) => name !== 'at');
    const shown = words.map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
    this.#output.out(`${date} ${time}.${String(at % 1000).padStart(3, '0')} ${shown.join(' ')}`);
  }
}

/** Long numbers typed at a terminal may be staff numbers. */
function masked(message: DeviceMessage): DeviceMessage {
  if (message.name !== 'key' || message.digits.length < 2) return message;
  return { ...message, digits: '·'.repeat(message.digits.length) };
}

import { connect } from 'node:net';
import { clockFromEnvironment, type Clock } from '#contract/clock.ts';
import { parseCapture, type CaptureRecord } from '#devices/capture/capture.ts';
import type { DeviceMessage } from '#devices/message.ts';
import { createReader } from '#devices/framing/reader.ts';
import { listProfiles, loadProfile } from '#devices/profiles/load.ts';
import { parseWhole, readArguments } from './arguments.ts';
import { decodePort } from './decode.ts';
import { readText } from './files.ts';
import type { Command, CommandContext, ExitCode } from './output.ts';

const HELP = `Usage: npm run devices -- probe SOURCE [options]

Says which device profiles understand some bytes. SOURCE is a capture or raw byte log, "-" for hex digits on standard
input, or HOST:PORT of a serial-to-network adapter.

  --port ID      only this port of the capture
  --seconds N    how long to listen on HOST:PORT (default 10)

A serial port is not opened from here: give it any profile in the agent's site map, let the agent record its raw byte
log for some minutes while people use the device, and probe that log.
`;

export const probe: Command = {
  summary: 'find out which profiles understand a capture, a byte log or a TCP line',
  help: HELP,
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { output } = context;
  const call = readArguments(context.args, ['port', 'seconds']);
  const seconds = call.ok ? parseWhole(call.values.seconds ?? '10', 1, 3_600) : null;
  if (!call.ok || call.files.length !== 1 || seconds === null) {
    output.err(call.ok ? `probe needs one SOURCE, and 1–3600 seconds\n\n${HELP}` : call.message);
    return 2;
  }
  const source = call.files[0]!;
  const heard = await readSource(source, seconds, context);
  if (typeof heard === 'string') {
    output.err(heard);
    return 1;
  }
  const ports = [...new Set(heard.map((record) => record.port))].filter((id) => id === (call.values.port ?? id));
  if (ports.length === 0) {
    output.err(`${source}: no bytes${call.values.port === undefined ? '' : ` on port "${call.values.port}"`}`);
    return 1;
  }
  for (const port of ports)
    report(
      port,
      heard.filter((record) => record.port === port),
      output.out,
    );
  return 0;
}

const ESC = 0x1b;
const GS = 0x1d;

/** What one profile makes of the bytes. */
interface Match {
  readonly profile: string;
  /** Messages with a meaning; echoes count too. */
  readonly messages: number;
  /** Sound frames that the profile does not name. */
  readonly unknown: number;
  readonly discardedBytes: number;
  /** Share of the bytes that belong to messages with a meaning, 0–1. */
  readonly understood: number;
}

/** Every profile's view of the chunks of one port, the best first. */
function rankProfiles(records: readonly CaptureRecord[]): readonly Match[] {
  const total = records.reduce((sum, record) => sum + record.bytes.length, 0);
  const matches = listProfiles().map((id): Match => {
    const outputs = decodePort(createReader(loadProfile(id), 'probe', records[0]?.direction), records);
    let understoodBytes = 0;
    let messages = 0;
    let unknown = 0;
    let discardedBytes = 0;
    for (const heard of outputs) {
      if (heard.kind === 'discarded') discardedBytes += heard.bytes.length;
      else if (heard.message.name === 'other' || !isConvincing(heard.message, heard.bytes)) unknown++;
      else {
        messages++;
        understoodBytes += heard.bytes.length;
      }
    }
    return { profile: id, messages, unknown, discardedBytes, understood: total === 0 ? 0 : understoodBytes / total };
  });
  // Where two understand the same, the profile that knows fewer other things is the closer one.
  const breadth = (match: Match): number => loadProfile(match.profile).messages.length;
  return matches.toSorted((a, b) => b.understood - a.understood || b.messages - a.messages || breadth(a) - breadth(b));
}

/** Printers take any byte for text: only a job with printer commands and readable lines speaks for a printer. */
function isConvincing(message: DeviceMessage, bytes: Uint8Array): boolean {
  if (message.name !== 'print-job') return true;
  return (bytes.includes(ESC) || bytes.includes(GS)) && !/[\p{Cc}\uFFFD]/u.test(message.lines.join(''));
}

function report(port: string, records: readonly CaptureRecord[], out: (text: string) => void): void {
  const bytes = records.reduce((sum, record) => sum + record.bytes.length, 0);
  out(`port ${port}: ${bytes} bytes in ${records.length} chunks`);
  for (const { profile, messages, unknown, discardedBytes, understood } of rankProfiles(records)) {
    const percent = `${(understood * 100).toFixed(1)} %`.padStart(8);
    const { confidence } = loadProfile(profile);
    out(
      `${percent} ${profile.padEnd(20)} ${messages} messages, ${unknown} unknown frames, ${discardedBytes} bytes discarded (profile confidence ${confidence})`,
    );
  }
}

async function readSource(
  source: string,
  seconds: number,
  { input, environment }: CommandContext,
): Promise<readonly CaptureRecord[] | string> {
  if (source === '-') {
    let hex = '';
    for await (const line of input) hex += line.replace(/\s/g, '');
    if (!/^(?:[0-9A-Fa-f]{2})*$/.test(hex)) return 'standard input is not pairs of hex digits';
    return hex === '' ? [] : [{ at: 0, port: 'input', direction: 'shared', bytes: Uint8Array.fromHex(hex) }];
  }
  const address = /^(.+):(\d{1,5})$/.exec(source);
  if (address !== null) {
    const clock = clockFromEnvironment(environment['HALLMETER_CLOCK']);
    return listenTo({ host: address[1]!, port: Number(address[2]), ms: seconds * 1000 }, clock);
  }
  if (/^(\/dev\/|COM\d)/i.test(source)) {
    return `${source}: serial ports are not opened from here. Let the agent record a raw byte log, then probe that file`;
  }
  const text = readText(source);
  if (!text.ok) return text.message;
  const { records, problems } = parseCapture(text.value);
  if (records.length > 0) return records;
  const first = problems[0];
  return first === undefined ? `${source}: the capture is empty` : `${source} line ${first.line}: ${first.problem}`;
}

function listenTo(
  line: { host: string; port: number; ms: number },
  clock: Clock,
): Promise<readonly CaptureRecord[] | string> {
  const records: CaptureRecord[] = [];
  return new Promise((done) => {
    const socket = connect(line.port, line.host);
    const end = (result: readonly CaptureRecord[] | string): void => {
      cancel();
      socket.destroy();
      done(result);
    };
    const cancel = clock.after(line.ms, () => end(records));
    socket.on('data', (bytes: Buffer) => records.push({ at: clock.now(), port: 'line', direction: 'shared', bytes }));
    socket.on('error', (error) => end(`${line.host}:${line.port}: ${error.message}`));
    socket.on('end', () => end(records));
  });
}

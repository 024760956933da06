import { writeFileSync } from 'node:fs';
import { CAPTURE_HEADER, formatRecord } from '#devices/capture/capture.ts';
import { FAULT_KINDS, parseFaults, spoil, type FaultSpec } from '#devices/simulators/faults.ts';
import { createHallSimulator, simulationProblems } from '#devices/simulators/hall-simulator.ts';
import type { SimulatedRecord } from '#devices/simulators/hall-types.ts';
import { parseScenario, scenarioOf, type Scenario } from '#devices/simulators/scenario.ts';
import type { Site } from '#devices/sites/site.ts';
import { parseDuration, parseLocalTime, parseWhole, readArguments } from './arguments.ts';
import { readSite, readText } from './files.ts';
import { HALL_HELP } from './hall-commands.ts';
import type { Command, CommandContext, ExitCode, Output } from './output.ts';
import { simulateLive } from './simulate-live.ts';

const HELP = `Usage: npm run devices -- simulate --site FILE (--tcp | --pty DIR | --capture FILE) [options]

A bank hall with its own queue host: customers, tellers, call terminals, evaluators, strips, ticket printer, keypads.
Its bytes come from the device profiles and stand on the wires of the site map.

  --site FILE       the site map
  --tcp             offer every port with a tcp link on this machine; the day begins when the first client connects
  --pty DIR         offer every serial and tcp port as a pseudo-terminal link in DIR (needs socat)
  --capture FILE    write the day to a capture file at once, in virtual time

  --scenario FILE   the course of the day (JSON; default: a busy ordinary day)
  --seed N          another course of the same day (default 1)
  --faults SPEC     spoil the lines, as kind=probability,… : ${Object.keys(FAULT_KINDS).join(', ')}
  --open-now        ignore the hours of the site: open around the clock
  --at TIME         with --capture: begin at this local date or date and time (default: today)
  --duration TIME   end after this long, like 90s, 30m, 8h (default: --capture one day, else no end)

Live simulations take their time from HALLMETER_CLOCK (realAt:startAt:factor), else the real time.
A simulated tap line expects nothing from its client: bytes that arrive there are counted and reported.

${HALL_HELP}
`;

/** What a simulation needs, read and checked. */
export interface SimulationPlan {
  readonly site: Site;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly faults: FaultSpec | null;
  readonly durationMs: number | null;
}

type Target =
  | { readonly kind: 'tcp' }
  | { readonly kind: 'pty'; readonly folder: string }
  | { readonly kind: 'capture'; readonly file: string; readonly startAt: number };
export type LiveTarget = Exclude<Target, { kind: 'capture' }>;

const OPTIONS = ['site', 'scenario', 'seed', 'pty', 'capture', 'at', 'duration', 'faults'] as const;
const FLAGS = ['tcp', 'open-now'];
type Values = Readonly<Partial<Record<(typeof OPTIONS)[number], string>>>;

export const simulate: Command = {
  summary: 'a simulated hall on TCP, pseudo-terminals or into a capture file',
  help: HELP,
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const call = readArguments(context.args, OPTIONS, FLAGS);
  if (!call.ok || call.files.length > 0) {
    context.output.err(call.ok ? `simulate takes no file names, only options` : call.message);
    return 2;
  }
  const problems: string[] = [];
  const plan = readPlan(call.values, call.flags, problems);
  const target = plan === null ? null : readTarget(call.values, call.flags, { site: plan.site, problems });
  if (plan === null || target === null || problems.length > 0) {
    context.output.err([...problems, 'simulate --help explains the options'].join('\n'));
    return 2;
  }
  if (target.kind === 'capture') return writeCapture(plan, target, context.output);
  return simulateLive(plan, target, context);
}

function readPlan(values: Values, flags: ReadonlySet<string>, problems: string[]): SimulationPlan | null {
  if (values.site === undefined) {
    problems.push('--site FILE is missing: which hall shall be simulated?');
    return null;
  }
  const site = readSite(values.site);
  if (!site.ok) {
    problems.push(site.message);
    return null;
  }
  const hall = flags.has('open-now') ? alwaysOpen(site.value) : site.value;
  problems.push(...simulationProblems(hall).map((problem) => `${values.site}: ${problem}`));
  return {
    site: hall,
    scenario: readScenario(values.scenario, problems),
    seed: optional(values.seed, (text) => parseWhole(text, 0, 2 ** 31 - 1), '--seed', problems) ?? 1,
    faults: readFaults(values.faults, problems),
    durationMs: optional(values.duration, parseDuration, '--duration', problems),
  };
}

function readTarget(
  values: Values,
  flags: ReadonlySet<string>,
  { site, problems }: { site: Site; problems: string[] },
): Target | null {
  const chosen = [flags.has('tcp'), values.pty !== undefined, values.capture !== undefined].filter(Boolean).length;
  if (chosen !== 1) {
    problems.push('exactly one of --tcp, --pty DIR and --capture FILE says where the bytes go');
    return null;
  }
  if (values.capture === undefined) {
    if (values.at !== undefined) problems.push('--at only goes with --capture; a live hall runs by HALLMETER_CLOCK');
    return values.pty === undefined ? { kind: 'tcp' } : { kind: 'pty', folder: values.pty };
  }
  const today = Temporal.Now.zonedDateTimeISO(site.timeZone).startOfDay().epochMilliseconds;
  const startAt = optional(values.at, (text) => parseLocalTime(text, site.timeZone), '--at', problems) ?? today;
  return { kind: 'capture', file: values.capture, startAt };
}

function readScenario(file: string | undefined, problems: string[]): Scenario {
  if (file === undefined) return scenarioOf();
  const text = readText(file);
  const parsed = text.ok ? parseScenario(text.value) : text;
  if (parsed.ok) return parsed.scenario;
  problems.push(text.ok ? `${file}: ${parsed.message}` : parsed.message);
  return scenarioOf();
}

function readFaults(text: string | undefined, problems: string[]): FaultSpec | null {
  if (text === undefined) return null;
  const parsed = parseFaults(text);
  if (parsed.ok) return parsed.spec;
  problems.push(...parsed.problems.map((problem) => `--faults: ${problem}`));
  return null;
}

function optional(
  text: string | undefined,
  parse: (text: string) => number | null,
  name: string,
  problems: string[],
): number | null {
  if (text === undefined) return null;
  const value = parse(text);
  if (value === null) problems.push(`${name} "${text}" is not understood`);
  return value;
}

function alwaysOpen(site: Site): Site {
  return { ...site, hours: { open: '00:00', close: '24:00', dayClose: '24:00' } };
}

function writeCapture(plan: SimulationPlan, target: Extract<Target, { kind: 'capture' }>, output: Output): ExitCode {
  const { site, seed, durationMs, faults } = plan;
  const days = plan.scenario.days ?? (durationMs === null ? 1 : null);
  const hall = createHallSimulator({ site, seed, startAt: target.startAt, scenario: { ...plan.scenario, days } });
  const until = durationMs === null ? Infinity : target.startAt + durationMs;
  const clean: SimulatedRecord[] = [];
  for (let record = hall.next(until); record !== null; record = hall.next(until)) clean.push(record);
  const records = faults === null ? clean : spoil(clean, faults, seed);
  try {
    writeFileSync(target.file, [CAPTURE_HEADER, ...records.map(formatRecord), ''].join('\n'));
  } catch (error) {
    output.err(`${target.file}: ${(error as Error).message}`);
    return 1;
  }
  const bytes = records.reduce((sum, record) => sum + record.bytes.length, 0);
  output.out(`wrote ${target.file}: ${records.length} chunks, ${bytes} bytes`);
  return 0;
}

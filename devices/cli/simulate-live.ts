import { mkdirSync } from 'node:fs';
import { clockFromEnvironment, type Cancel, type Clock } from '#contract/clock.ts';
import type { CaptureRecord } from '#devices/capture/capture.ts';
import { businessDayAt } from '#devices/simulators/business-day.ts';
import { FaultInjector } from '#devices/simulators/faults.ts';
import { createHallSimulator } from '#devices/simulators/hall-simulator.ts';
import { openPtyTaps } from '#devices/simulators/pty.ts';
import { runSimulation, type RunningSimulation } from '#devices/simulators/running.ts';
import { openTcpTaps } from '#devices/simulators/tcp.ts';
import { wallTime } from '#devices/simulators/texts.ts';
import { typed } from './hall-commands.ts';
import type { CommandContext, ExitCode, Output } from './output.ts';
import type { LiveTarget, SimulationPlan } from './simulate.ts';

/** After the first client the others get this long to connect before the day begins, so that none misses the crowd. */
const GATHER_MS = 5_000;

interface Lines {
  deliver(record: CaptureRecord): void;
  close(): Promise<void>;
}

/** A hall that runs by the clock until it is stopped, its duration is over, or its days are. */
export async function simulateLive(
  plan: SimulationPlan,
  target: LiveTarget,
  context: CommandContext,
): Promise<ExitCode> {
  const { output } = context;
  const clock = clockFromEnvironment(context.environment['HALLMETER_CLOCK']);
  const ended = Promise.withResolvers<void>();
  const live = new LiveHall(plan, { clock, output, onEnd: () => ended.resolve() });
  const lines = await openLines(target, { plan, live, output });
  if (lines === null) return 1;
  live.connect(lines);
  if (target.kind === 'pty') live.begin();
  void listen(live, context);
  await Promise.race([ended.promise, context.stopped]);
  live.stop();
  await lines.close();
  return 0;
}

async function openLines(
  target: LiveTarget,
  { plan, live, output }: { plan: SimulationPlan; live: LiveHall; output: Output },
): Promise<Lines | null> {
  const wanted = target.kind === 'tcp' ? ['tcp'] : ['tcp', 'serial', 'capture'];
  for (const { id, link } of plan.site.ports) {
    if (!wanted.includes(link.type)) output.out(`port ${id}: not offered, its link is of type "${link.type}"`);
  }
  if (target.kind === 'tcp') {
    const opened = await openTcpTaps(plan.site, live);
    if (!opened.ok) return fail(output, opened.message);
    for (const [id, { host, port }] of opened.taps.addresses) output.out(`port ${id}: ${host}:${port}`);
    output.out('the hall begins when the first client connects');
    return opened.taps;
  }
  mkdirSync(target.folder, { recursive: true });
  const opened = await openPtyTaps(plan.site, target.folder, (port, total) => live.unexpectedBytes(port, total));
  if (!opened.ok) return fail(output, opened.message);
  for (const [id, path] of opened.taps.paths) output.out(`port ${id}: ${path}`);
  return opened.taps;
}

function fail(output: Output, message: string): null {
  output.err(message);
  return null;
}

/** The hall behind its lines: begins once, counts what its clients should not have sent. */
class LiveHall {
  readonly #plan: SimulationPlan;
  readonly #clock: Clock;
  readonly #output: Output;
  readonly #onEnd: () => void;
  readonly #seen = new Set<string>();
  readonly #warned = new Set<string>();
  readonly #cancels: Cancel[] = [];
  #lines: Lines | null = null;
  #running: RunningSimulation | null = null;
  #begun = false;

  constructor(plan: SimulationPlan, outside: { clock: Clock; output: Output; onEnd: () => void }) {
    this.#plan = plan;
    this.#clock = outside.clock;
    this.#output = outside.output;
    this.#onEnd = outside.onEnd;
  }

  connect(lines: Lines): void {
    this.#lines = lines;
  }

  connected(port: string): void {
    this.#output.out(`port ${port}: client connected`);
    this.#seen.add(port);
    const offered = this.#plan.site.ports.filter(({ link }) => link.type === 'tcp').length;
    if (this.#seen.size === offered) this.begin();
    else if (this.#seen.size === 1) this.#cancels.push(this.#clock.after(GATHER_MS, () => this.begin()));
  }

  disconnected(port: string): void {
    this.#output.out(`port ${port}: client gone; its bytes are lost until one connects`);
  }

  unexpectedBytes(port: string, total: number): void {
    if (this.#warned.has(port)) return;
    this.#warned.add(port);
    this.#output.err(`port ${port}: the client sends bytes (${total} so far); a tap must never transmit`);
  }

  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const { site, scenario, seed, faults, durationMs } = this.#plan;
    const startAt = this.#clock.now();
    const hall = createHallSimulator({ site, scenario, seed, startAt });
    this.#announce(startAt);
    this.#running = runSimulation({
      hall,
      clock: this.#clock,
      faults: faults === null ? null : new FaultInjector(faults, seed),
      deliver: (record) => this.#lines?.deliver(record),
      onEnd: () => {
        this.#output.out('the simulated days are over');
        this.#onEnd();
      },
    });
    if (durationMs !== null) this.#cancels.push(this.#clock.after(durationMs, this.#onEnd));
  }

  /** One line typed by the user. */
  typed(line: string): string {
    if (this.#running === null) return 'the hall has not begun: nobody is connected yet';
    return this.#running.act((hall) => typed(hall, this.#plan.site, line));
  }

  stop(): void {
    for (const cancel of this.#cancels) cancel();
    this.#running?.stop();
  }

  #announce(now: number): void {
    const { site } = this.#plan;
    const local = (at: number): string => Object.values(wallTime(at, site.timeZone)).join(' ');
    const day = businessDayAt(site, now);
    const shut = now < day.opensAt;
    this.#output.out(
      shut
        ? `it is ${local(now)} at the branch; the doors open at ${local(day.opensAt)} (--open-now ignores the hours)`
        : `it is ${local(now)} at the branch; the doors are open until ${local(day.closesAt)}`,
    );
  }
}

async function listen(live: LiveHall, { input, output }: CommandContext): Promise<void> {
  for await (const line of input) {
    const answer = live.typed(line);
    if (answer !== '') output.out(answer);
  }
}

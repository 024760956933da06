import type { Cancel, Clock } from '#contract/clock.ts';
import type { EventBody } from '#contract/events.ts';
import type { DeviceHealth } from '#contract/status.ts';
import type { CaptureRecord } from '#devices/capture/capture.ts';
import type { DeviceMessage, Reader, ReaderOutput } from '#devices/message.ts';
import type { SitePort } from '#devices/sites/site.ts';
import type { HallLog } from '../health/agent-log.ts';
import { messageOf } from '../links/link.ts';
import type { LinkProblem, ListeningLink } from '../links/link.ts';
import { addDiscard, discardEvent, FAULT_GAP_MS, NOTHING_DISCARDED } from './discard-report.ts';
import { describeLink, explain } from './reasons.ts';
import { backOffMs, OPENING_LIMIT_MS, transition } from './session-machine.ts';
import type { SessionEffect, SessionEvent, SessionState } from './session-machine.ts';

export interface SessionOptions {
  readonly port: SitePort;
  /** Listening only: a tap has nothing to transmit with. */
  readonly link: ListeningLink;
  /** A fresh reader; called again after a fault in the old one. */
  readonly newReader: () => Reader;
  /** The hall's time: stamps bytes, ends half frames. */
  readonly clock: Clock;
  /** Real time, also where the hall's time is scaled: devices do not answer faster in a demo. */
  readonly pace: Clock;
  /** In [0, 1): the jitter. */
  readonly random: () => number;
  readonly sink: SessionSink;
  readonly log: HallLog;
}

/** Where a session delivers. None of these may be called again from within itself. */
export interface SessionSink {
  capture(record: CaptureRecord): void;
  /** Messages of one chunk, in order. */
  heard(messages: readonly DeviceMessage[]): void;
  report(bodies: readonly EventBody[]): void;
  healthChanged(): void;
}

export interface Session {
  start(): void;
  stop(): Promise<void>;
  health(): DeviceHealth;
  /** Faults of our own while handling this device's bytes. */
  failures(): number;
}

export function createSession(options: SessionOptions): Session {
  return new SessionRunner(options);
}

class SessionRunner implements Session {
  readonly #options: SessionOptions;
  #state: SessionState = { name: 'closed' };
  #reader: Reader;
  #cancelWait: Cancel = () => {};
  #cancelReader: Cancel = () => {};
  #cancelFault: Cancel | null = null;
  #closing: Promise<void> | null = null;
  #discarded = NOTHING_DISCARDED;
  #faultAt = Number.NEGATIVE_INFINITY;
  #lastByteAt: number | null = null;
  #bytes = 0;
  #messages = 0;
  #discardedBytes = 0;
  #failures = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#reader = options.newReader();
  }

  start(): void {
    this.#dispatch({ type: 'start' });
  }

  async stop(): Promise<void> {
    this.#dispatch({ type: 'stop' });
    this.#cancelFault?.();
    this.#reportDiscarded();
    await this.#closing;
  }

  failures(): number {
    return this.#failures;
  }

  health(): DeviceHealth {
    const { port } = this.#options;
    const state = this.#state;
    const problem = state.name === 'backing-off' || state.name === 'disabled' ? state.problem : null;
    return {
      port: port.id,
      profile: port.profile,
      state: state.name,
      reason: problem === null ? '' : explain(problem, describeLink(port.link)),
      lastByteAt: this.#lastByteAt,
      bytes: this.#bytes,
      messages: this.#messages,
      discardedBytes: this.#discardedBytes,
    };
  }

  #dispatch(event: SessionEvent): void {
    const { clock, pace, sink } = this.#options;
    const before = this.#state;
    const { state, effects } = transition(before, event, pace.now());
    this.#state = state;
    if (before.name !== state.name) {
      this.#cancelWait();
      if (before.name === 'running') this.#flushReader();
    }
    for (const effect of effects) this.#perform(effect, clock.now());
    if (before.name !== state.name) sink.healthChanged();
  }

  #perform(effect: SessionEffect, now: number): void {
    const { pace, port, random, sink, log } = this.#options;
    const about = { src: port.id, device: port.id };
    switch (effect.type) {
      case 'open':
        return this.#open();
      case 'close':
        return this.#close();
      case 'wait': {
        const waitMs = backOffMs(effect.failures, random());
        this.#cancelWait = pace.after(waitMs, () => this.#dispatch({ type: 'retry-due' }));
        return;
      }
      case 'report-online':
        log.write('device.online', { device: port.id });
        return sink.report([{ type: 'device.online', at: now, ...about }]);
      case 'report-offline': {
        const reason = explain(effect.problem, describeLink(port.link));
        log.write(this.#state.name === 'disabled' ? 'device.disabled' : 'device.lost', { device: port.id, reason });
        return sink.report([{ type: 'device.offline', at: now, ...about, reason }]);
      }
    }
  }

  #open(): void {
    const { link, pace } = this.#options;
    // The old handle must be gone first: some systems refuse a port that is still being closed.
    if (this.#closing !== null) return;
    const lost = (problem: LinkProblem): void => this.#dispatch({ type: 'lost', problem });
    this.#cancelWait = pace.after(OPENING_LIMIT_MS, () =>
      lost({ code: 'timeout', detail: `no answer within ${OPENING_LIMIT_MS / 1_000} s` }),
    );
    link.open({
      onOpen: () => this.#dispatch({ type: 'opened' }),
      onBytes: (chunk) => this.#receive(chunk),
      onClosed: lost,
    });
  }

  #close(): void {
    const closing = this.#options.link.close().catch(() => {});
    this.#closing = closing;
    void this.#afterClosing(closing);
  }

  async #afterClosing(closing: Promise<void>): Promise<void> {
    await closing;
    if (this.#closing !== closing) return;
    this.#closing = null;
    if (this.#state.name === 'opening') this.#open();
  }

  #receive(chunk: Uint8Array): void {
    const { clock, port, sink } = this.#options;
    const at = clock.now();
    this.#bytes += chunk.length;
    this.#lastByteAt = at;
    this.#guarded(() => sink.capture({ at, port: port.id, direction: port.direction, bytes: chunk }));
    // A late timer must not let a time-out swallow what arrived after it was due.
    this.#read(() => (isDue(this.#reader, at) ? this.#reader.tick(at) : []));
    this.#read(() => this.#reader.push(chunk, at));
    this.#armReader();
  }

  #armReader(): void {
    const { clock } = this.#options;
    this.#cancelReader();
    const deadline = this.#reader.deadline();
    if (deadline === null) return;
    this.#cancelReader = clock.after(deadline - clock.now(), () => {
      this.#read(() => this.#reader.tick(clock.now()));
      this.#armReader();
    });
  }

  /** The line is gone: what was complete but for a pause is complete, half frames are discarded and counted. */
  #flushReader(): void {
    this.#cancelReader();
    for (let rounds = 0; rounds < 16; rounds += 1) {
      const deadline = this.#reader.deadline();
      if (deadline === null) return;
      this.#read(() => this.#reader.tick(deadline));
    }
    this.#reader = this.#options.newReader();
  }

  #read(step: () => readonly ReaderOutput[]): void {
    this.#guarded(() => {
      let outputs: readonly ReaderOutput[] = [];
      try {
        outputs = step();
      } catch (error) {
        this.#reader = this.#options.newReader();
        throw error;
      }
      this.#deliver(outputs);
    });
  }

  #deliver(outputs: readonly ReaderOutput[]): void {
    const messages: DeviceMessage[] = [];
    for (const output of outputs) {
      if (output.kind === 'message') {
        messages.push(output.message);
      } else {
        this.#discardedBytes += output.bytes.length;
        this.#discarded = addDiscard(this.#discarded, output.reason, output.bytes.length);
      }
    }
    this.#messages += messages.length;
    if (messages.length > 0) this.#options.sink.heard(messages);
    if (this.#discarded.total > 0) this.#faultSoon();
  }

  #faultSoon(): void {
    if (this.#cancelFault !== null) return;
    const { clock } = this.#options;
    const waitMs = this.#faultAt + FAULT_GAP_MS - clock.now();
    if (waitMs <= 0 || waitMs > FAULT_GAP_MS) return this.#reportDiscarded();
    this.#cancelFault = clock.after(waitMs, () => this.#reportDiscarded());
  }

  #reportDiscarded(): void {
    const { clock, port, sink } = this.#options;
    this.#cancelFault = null;
    if (this.#discarded.total === 0) return;
    const event = discardEvent(this.#discarded, port.id, clock.now());
    this.#discarded = NOTHING_DISCARDED;
    this.#faultAt = clock.now();
    this.#guarded(() => sink.report([event]));
  }

  /** One device's trouble stays its own: a fault of ours is counted and logged, and the next bytes are read. */
  #guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#failures += 1;
      this.#options.log.write('device.failed', { device: this.#options.port.id, reason: messageOf(error) });
    }
  }
}

function isDue(reader: Reader, at: number): boolean {
  const deadline = reader.deadline();
  return deadline !== null && deadline <= at;
}

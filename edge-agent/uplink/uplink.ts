import type { Cancel, Clock } from '#contract/clock.ts';
import { downMessageSchema, type ConfigMessage, type DownMessage } from '#contract/down.ts';
import { problemsOf } from '#contract/problems.ts';
import type { StatusMessage } from '#contract/status.ts';
import { topicOf, topicRule } from '#contract/topics.ts';
import type { Logger } from '../log.ts';
import type { Journal, Uplink } from '../ports.ts';
import { pending } from './lanes.ts';
import type { Send } from './lanes.ts';
import { transition, wakeAt } from './machine.ts';
import { mqttPort, type MqttPort, type MqttSession } from './mqtt-port.ts';
import { RetainedMessages, type RetainedKind } from './retained.ts';
import { initialUplink } from './state.ts';
import type { UplinkCounts, UplinkEffect, UplinkEvent, UplinkState } from './state.ts';
import { readBatch } from './up-batch.ts';

export interface UplinkOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  /** In [0, 1): the jitter. */
  readonly random: () => number;
  /** Drawn at this start of the agent; stamped on every status. */
  readonly boot: string;
  readonly url: string;
  readonly secret: string;
  readonly statusMessage: () => StatusMessage;
  /** Head office sent a configuration. Absent: nothing is applied. */
  readonly onConfig?: (message: ConfigMessage) => void;
  readonly log: Logger;
  readonly mqtt?: MqttPort;
}

export interface CountingUplink extends Uplink {
  state(): ReturnType<Uplink['state']> & { readonly counts: UplinkCounts };
}

/** How long `stop` waits for the broker to take the farewell. */
export const GOODBYE_MS = 2_000;

/** Delivery to head office: performs what the machine decides, and tells it what happened. */
export function createUplink(options: UplinkOptions): CountingUplink {
  return new UplinkRunner(options);
}

class UplinkRunner implements CountingUplink {
  readonly #options: UplinkOptions;
  readonly #retained: RetainedMessages;
  readonly #stopWaiters: (() => void)[] = [];
  readonly #events: UplinkEvent[] = [];
  #state: UplinkState;
  #session: MqttSession | null = null;
  #isRunning = false;
  #cancelWake: Cancel | null = null;
  /** Time of the last transition. */
  #decidedAt = 0;
  #cancelGoodbye: Cancel | null = null;

  constructor(options: UplinkOptions) {
    const { journal, clock, log } = options;
    this.#options = options;
    this.#retained = new RetainedMessages(journal.branch, clock, log);
    this.#state = initialUplink(journal.epoch, journal.acked(), journal.last());
  }

  start(): void {
    this.notify();
    this.#dispatch({ type: 'start' });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#stopWaiters.push(resolve);
      this.#dispatch({ type: 'stop' });
    });
  }

  notify(): void {
    this.#dispatch({ type: 'appended', last: this.#options.journal.last() });
  }

  publish(kind: RetainedKind, message: object): void {
    this.#retained.offer(kind, kind === 'status' ? { ...message, boot: this.#options.boot } : message);
  }

  state(): ReturnType<CountingUplink['state']> {
    const { phase, lanes, reason, counts } = this.#state;
    return { connected: phase === 'connected', pending: pending(lanes), reason, counts };
  }

  /** One event after the other, also when an effect reports at once what it led to. */
  #dispatch(event: UplinkEvent): void {
    this.#events.push(event);
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
        this.#decidedAt = this.#options.clock.now();
        const step = transition(this.#state, next, this.#decidedAt);
        this.#state = step.state;
        for (const effect of step.effects) this.#perform(effect);
      }
    } finally {
      this.#isRunning = false;
    }
    this.#armWake();
    if (this.#state.phase === 'stopped') for (const resolve of this.#stopWaiters.splice(0)) resolve();
  }

  #perform(effect: UplinkEffect): void {
    switch (effect.type) {
      case 'connect':
        return this.#connect();
      case 'abort':
        return this.#session?.destroy('no answer from the broker');
      case 'goodbye':
        return this.#goodbye();
      case 'send':
        // Close, wait and try again; the hall goes on meanwhile.
        return this.#withJournal(
          () => this.#send(effect.id, effect.send),
          () => this.#session?.destroy('the journal could not be read'),
        );
      case 'set-acked':
        // The machine remembers it; only after a restart would some events be sent twice.
        return this.#withJournal(
          () => this.#options.journal.setAcked(effect.seq),
          () => {},
        );
      case 'republish':
        return effect.kind === 'status' ? this.#publishStatus() : this.#retained.resend(effect.kind);
      case 'configure':
        return this.#configure(effect.message);
      case 'log':
        return this.#options.log.write(effect.event, effect.detail);
    }
  }

  #connect(): void {
    const { journal, url, secret, mqtt = mqttPort } = this.#options;
    const { branch } = journal;
    const session = mqtt.connect(
      {
        url,
        clientId: branch,
        password: secret,
        will: { topic: topicOf(branch, 'status'), payload: this.#status(false) },
      },
      {
        onConnect: () => this.#subscribe(session),
        onMessage: (topic, payload) => {
          if (this.#session === session && topic === topicOf(branch, 'down')) this.#dispatch(this.#heard(payload));
        },
        onClose: (reason, refused) => this.#closed(session, reason, refused),
      },
    );
    this.#session = session;
  }

  /** Nothing goes up before the branch can hear what head office answers. */
  #subscribe(session: MqttSession): void {
    session.subscribe(topicOf(this.#options.journal.branch, 'down'), (granted) => {
      if (this.#session !== session) return;
      if (!granted) return session.destroy('the broker does not let this branch read its own topic');
      this.#publishStatus();
      this.#retained.connected(session);
      this.#dispatch({ type: 'opened' });
    });
  }

  #closed(session: MqttSession, reason: string, refused: boolean): void {
    if (this.#session !== session) return;
    this.#session = null;
    this.#retained.disconnected();
    this.#cancelGoodbye?.();
    this.#dispatch({ type: 'closed', reason, refused, random: this.#options.random() });
  }

  #heard(payload: Buffer): UplinkEvent {
    const message = parseDown(payload);
    if (typeof message === 'string') return { type: 'malformed', detail: message };
    return { type: 'down', message, random: this.#options.random() };
  }

  #send(id: number, send: Send): void {
    const { journal } = this.#options;
    const session = this.#session;
    const batch = readBatch(journal, send.from, send.limit, send.lane === 'catch-up');
    if (session === null || batch === null) throw new Error(`no journal rows from ${send.from} on`);
    const { qos, retain } = topicRule('up');
    session.publish(topicOf(journal.branch, 'up'), batch.payload, { qos, retain }, () => {
      if (this.#session === session) this.#dispatch({ type: 'puback', id });
    });
    // Before anything else that has happened meanwhile: the machine must know what went out.
    this.#events.unshift({ type: 'sent', id, first: batch.first, last: batch.last });
  }

  /** A configuration comes again at every connection: one that we fail on must not end the process each time. */
  #configure(message: ConfigMessage): void {
    try {
      this.#options.onConfig?.(message);
    } catch (error) {
      this.#options.log.write('uplink.config-failed', { version: message.version, reason: (error as Error).message });
    }
  }

  #withJournal(action: () => void, onFailure: () => void): void {
    try {
      action();
    } catch (error) {
      this.#options.log.write('uplink.journal-failed', { reason: (error as Error).message });
      onFailure();
    }
  }

  #goodbye(): void {
    const session = this.#session;
    if (session === null) return;
    this.#retained.disconnected();
    this.#cancelGoodbye = this.#options.clock.after(GOODBYE_MS, () => session.destroy('the broker took no farewell'));
    const { qos, retain } = topicRule('status');
    session.publish(topicOf(this.#options.journal.branch, 'status'), this.#status(false), { qos, retain }, () =>
      session.end(),
    );
  }

  #publishStatus(): void {
    this.publish('status', this.#options.statusMessage());
  }

  #status(online: boolean): Buffer {
    const { clock, boot, statusMessage } = this.#options;
    return Buffer.from(JSON.stringify({ ...statusMessage(), online, boot, at: clock.now() }));
  }

  #armWake(): void {
    this.#cancelWake?.();
    this.#cancelWake = null;
    const { clock } = this.#options;
    // As seen when the machine decided: what fell due since then was not acted on and needs its tick all the more.
    const at = wakeAt(this.#state, this.#decidedAt);
    if (at !== null)
      this.#cancelWake = clock.after(Math.max(0, at - clock.now()), () => this.#dispatch({ type: 'tick' }));
  }
}

/** The message, or what is wrong with it. */
function parseDown(payload: Buffer): DownMessage | string {
  let value: unknown;
  try {
    value = JSON.parse(payload.toString('utf8'));
  } catch {
    return 'not JSON';
  }
  const result = downMessageSchema.safeParse(value);
  if (result.success) return result.data;
  return problemsOf(result.error)
    .map((problem) => `${problem.path}: ${problem.expected}`)
    .join('; ')
    .slice(0, 200);
}

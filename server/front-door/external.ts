import mqtt, { type MqttClient } from 'mqtt';
import type { Cancel, Clock } from '#contract/clock.ts';
import { HEAD_OFFICE_USER } from '#contract/ids.ts';
import { parseTopic, topicOf, topicRule, type TopicKind } from '#contract/topics.ts';
import type { Logger } from '../log.ts';
import type { FrontDoor, FrontDoorHandlers } from './front-door.ts';

export interface ExternalOptions {
  readonly url: string;
  readonly password: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly handlers: FrontDoorHandlers;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;
const READ: readonly TopicKind[] = ['up', 'score', 'live', 'status'];

/**
 * A broker that the bank runs. Its PUBACK says nothing about our store, and needs not: branches wait for `ack`. Who a
 * branch is follows from the topic, which the broker's ACL guards.
 */
export function openExternalDoor(options: ExternalOptions): FrontDoor {
  return new ExternalDoor(options);
}

class ExternalDoor implements FrontDoor {
  readonly mqttUrl = null;
  readonly #options: ExternalOptions;
  #client: MqttClient | null = null;
  #isReady = false;
  #isStopped = false;
  #retryMs = FIRST_RETRY_MS;
  #cancelRetry: Cancel | null = null;

  constructor(options: ExternalOptions) {
    this.#options = options;
    this.#connect();
  }

  ready(): boolean {
    return this.#isReady;
  }

  down: FrontDoor['down'] = (branch, message) => {
    const { qos, retain } = topicRule('down');
    // Lost while disconnected: the branch sends again what nobody acknowledged.
    if (this.#isReady) this.#client?.publish(topicOf(branch, 'down'), JSON.stringify(message), { qos, retain });
  };

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#isReady = false;
    this.#cancelRetry?.();
    await this.#client?.endAsync(true);
  }

  /** A new client per attempt, so that no hidden queue of an old one can come back to life. */
  #connect(): void {
    const { url, password } = this.#options;
    const client = mqtt.connect(url, {
      clientId: HEAD_OFFICE_USER,
      username: HEAD_OFFICE_USER,
      password,
      clean: true,
      reconnectPeriod: 0,
      queueQoSZero: false,
      resubscribe: false,
    });
    this.#client = client;
    client.on('connect', () => this.#subscribe(client));
    client.on('message', (topic, payload) => this.#heard(topic, payload));
    client.on('error', (error) => this.#options.log.write('door.lost', { reason: error.message }));
    client.once('close', () => this.#lost(client));
  }

  #subscribe(client: MqttClient): void {
    const filters = Object.fromEntries(READ.map((kind) => [topicOf('+', kind), { qos: topicRule(kind).qos }]));
    client.subscribe(filters, (error) => {
      if (error) {
        client.end(true);
        return;
      }
      this.#isReady = true;
      this.#retryMs = FIRST_RETRY_MS;
      this.#options.log.write('door.connected', { broker: this.#options.url });
    });
  }

  #heard(name: string, payload: Buffer): void {
    const { handlers } = this.#options;
    const topic = parseTopic(name);
    if (topic === null || topic.kind === 'down') return;
    const { maxBytes } = topicRule(topic.kind);
    if (payload.length > maxBytes) {
      void handlers.refused(topic.branch, `${payload.length} bytes on ${topic.kind}, at most ${maxBytes}`);
      return;
    }
    if (topic.kind === 'up') void handlers.up(topic.branch, payload);
    else void handlers.retained(topic.branch, topic.kind, payload);
  }

  #lost(client: MqttClient): void {
    client.removeAllListeners();
    // A late error of a closed client has nobody to tell and must not end the process.
    client.on('error', () => {});
    this.#isReady = false;
    if (this.#isStopped) return;
    this.#cancelRetry = this.#options.clock.after(this.#retryMs, () => this.#connect());
    this.#retryMs = Math.min(LONGEST_RETRY_MS, this.#retryMs * 2);
  }
}

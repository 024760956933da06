import mqtt from 'mqtt';
import type { MqttClient } from 'mqtt';

/** One connection to a broker, as far as the uplink needs it. */
export interface MqttPort {
  /** Starts one attempt; what becomes of it is told to `handlers` after this returned. Never throws. */
  connect(options: MqttConnectOptions, handlers: MqttHandlers): MqttSession;
}

export interface MqttConnectOptions {
  readonly url: string;
  readonly clientId: string;
  readonly password: string;
  readonly will: RetainedMessage;
}

export interface RetainedMessage {
  readonly topic: string;
  readonly payload: Buffer;
}

export interface PublishOptions {
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

export interface MqttHandlers {
  onConnect(): void;
  onMessage(topic: string, payload: Buffer): void;
  /** Exactly once per `connect`; nothing follows it. `refused`: the broker answered and said no. */
  onClose(reason: string, refused: boolean): void;
}

export interface MqttSession {
  /** `done(true)` when the broker granted it. */
  subscribe(topic: string, done: (granted: boolean) => void): void;
  /** `done` after PUBACK (QoS 1) or when written (QoS 0); not called when the connection ends first. */
  publish(topic: string, payload: Buffer, options: PublishOptions, done: () => void): void;
  /** Closes in order: outstanding PUBACKs, DISCONNECT, socket. The broker then does not publish the will. */
  end(): void;
  /** Drops the socket. */
  destroy(reason: string): void;
}

const KEEPALIVE_SECONDS = 30;
const CONNACK_TIMEOUT_MS = 20_000;
/** CONNACK codes 2, 4, 5 of MQTT 3.1.1: identifier, password, authorisation. */
const REFUSALS = new Set([2, 4, 5]);

/**
 * MQTT.js with everything switched off that would queue, store or repeat behind our back: a new client per attempt,
 * no reconnecting, a clean session. What is not acknowledged is read from the journal again.
 */
export const mqttPort: MqttPort = {
  connect(options, handlers) {
    const ending = new Ending(handlers);
    let client: MqttClient;
    try {
      client = mqtt.connect(options.url, {
        clientId: options.clientId,
        username: options.clientId,
        password: options.password,
        will: { ...options.will, qos: 1, retain: true },
        protocolVersion: 4,
        clean: true,
        reconnectPeriod: 0,
        resubscribe: false,
        queueQoSZero: false,
        keepalive: KEEPALIVE_SECONDS,
        connectTimeout: CONNACK_TIMEOUT_MS,
      });
    } catch (error) {
      // Asynchronously, so that the caller has its session before it hears that it is over.
      queueMicrotask(() => ending.close(reasonOf(error as Error), false));
      return NO_SESSION;
    }
    client.on('connect', () => ending.isOver || handlers.onConnect());
    client.on('message', (topic, payload) => ending.isOver || handlers.onMessage(topic, payload));
    client.on('error', (error) => ending.failed(error, client));
    client.on('close', () => ending.closed(client));
    return sessionOf(client, ending);
  },
};

function sessionOf(client: MqttClient, ending: Ending): MqttSession {
  return {
    subscribe(topic, done) {
      client.subscribe(topic, { qos: 1 }, (error, granted) => {
        if (!ending.isOver) done(error === null && granted?.every((grant) => grant.qos !== 128) === true);
      });
    },
    publish(topic, payload, publishOptions, done) {
      // Not even a started disconnect may let MQTT.js queue it.
      if (ending.isOver || !client.connected) return;
      client.publish(topic, payload, publishOptions, (error) => {
        if (!ending.isOver && !error) done();
      });
    },
    end() {
      client.end();
    },
    destroy(reason) {
      ending.reason ??= reason;
      client.end(true);
      client.stream.destroy();
      ending.close(reason, false);
    },
  };
}

/** Collects why a connection ended and tells it once. */
class Ending {
  isOver = false;
  reason: string | null = null;
  #refused = false;
  readonly #handlers: MqttHandlers;

  constructor(handlers: MqttHandlers) {
    this.#handlers = handlers;
  }

  failed(error: Error, client: MqttClient): void {
    const code = (error as Error & { code?: unknown }).code;
    this.#refused ||= typeof code === 'number' && REFUSALS.has(code);
    this.reason ??= reasonOf(error);
    // Parse errors and time-outs leave the socket open.
    client.stream.destroy();
  }

  closed(client: MqttClient): void {
    client.end(true);
    this.close(this.reason ?? 'connection closed by the other side', this.#refused);
  }

  close(reason: string, refused: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#handlers.onClose(reason, refused);
  }
}

const NO_SESSION: MqttSession = {
  subscribe() {},
  publish() {},
  end() {},
  destroy() {},
};

/** Node's connection errors sometimes have only a code, and several addresses give an AggregateError. */
function reasonOf(error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  const text = error.message === '' ? (code ?? error.name) : error.message;
  return text.slice(0, 200);
}

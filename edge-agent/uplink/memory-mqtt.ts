import type { MqttConnectOptions, MqttHandlers, MqttPort, MqttSession, PublishOptions } from './mqtt-port.ts';

export interface Published {
  readonly topic: string;
  readonly payload: Buffer;
  readonly options: PublishOptions;
  /** PUBACK, or written. */
  readonly done: () => void;
}

/** One attempt as the test sees it: it plays the broker's side. */
export class MemorySession implements MqttSession {
  readonly options: MqttConnectOptions;
  readonly handlers: MqttHandlers;
  readonly published: Published[] = [];
  readonly subscriptions: { readonly topic: string; readonly done: (granted: boolean) => void }[] = [];
  ended = false;
  destroyed: string | null = null;

  constructor(options: MqttConnectOptions, handlers: MqttHandlers) {
    this.options = options;
    this.handlers = handlers;
  }

  subscribe(topic: string, done: (granted: boolean) => void): void {
    this.subscriptions.push({ topic, done });
  }

  publish(topic: string, payload: Buffer, options: PublishOptions, done: () => void): void {
    this.published.push({ topic, payload, options, done });
  }

  end(): void {
    this.ended = true;
  }

  destroy(reason: string): void {
    if (this.destroyed !== null) return;
    this.destroyed = reason;
    this.handlers.onClose(reason, false);
  }

  /** CONNACK and SUBACK. */
  accept(): void {
    this.handlers.onConnect();
    for (const subscription of this.subscriptions) subscription.done(true);
  }

  /** Everything published to topics ending in `kind` since the last call, which it forgets. */
  take(kind: string): Published[] {
    const taken = this.published.filter((message) => message.topic.endsWith(`/${kind}`));
    for (const message of taken) this.published.splice(this.published.indexOf(message), 1);
    return taken;
  }
}

/** An MqttPort whose broker is the test. */
export class MemoryMqtt implements MqttPort {
  readonly sessions: MemorySession[] = [];

  connect(options: MqttConnectOptions, handlers: MqttHandlers): MqttSession {
    const session = new MemorySession(options, handlers);
    this.sessions.push(session);
    return session;
  }

  /** The latest attempt. */
  get session(): MemorySession {
    const session = this.sessions.at(-1);
    if (session === undefined) throw new Error('nothing has connected yet');
    return session;
  }
}

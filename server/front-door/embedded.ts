import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Aedes, type Client, type PublishPacket } from 'aedes';
import { branchIdSchema, type BranchId } from '#contract/ids.ts';
import { branchMayPublish, branchMaySubscribe, parseTopic, topicOf, topicRule } from '#contract/topics.ts';
import { urlHost } from '../url-host.ts';
import type { FrontDoor, FrontDoorHandlers } from './front-door.ts';

export interface EmbeddedOptions {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly secrets: ReadonlyMap<BranchId, string>;
  readonly handlers: FrontDoorHandlers;
}

const BAD_CREDENTIALS = 4;
/** A client that does not say who it is within this time is disconnected. */
const CONNECT_LIMIT_MS = 10_000;

/** No packet of a branch is larger than the largest payload and its topic; the parser itself would take 256 MB. */
const MAX_PACKET_BYTES = 2 * 1024 * 1024;

/** Our own broker, in this process, so that a publish can be confirmed after the commit. Rejects when it cannot listen. */
export async function openEmbeddedDoor(options: EmbeddedOptions): Promise<FrontDoor> {
  const { handlers } = options;
  const digests = new Map([...options.secrets].map(([branch, secret]) => [branch, digest(secret)]));
  const broker = new Aedes({
    connectTimeout: CONNECT_LIMIT_MS,
    maxClientsIdLength: 32,
    authenticate(client, username, password, done) {
      const branch = identify(client.id, username, password, digests);
      if (branch !== null) return done(null, true);
      void handlers.refused(knownBranch(username), 'wrong name or secret');
      return done(Object.assign(new Error('wrong name or secret'), { returnCode: BAD_CREDENTIALS }), false);
    },
    authorizePublish(client, packet, done) {
      void acceptPublish(client, packet, handlers, done);
    },
    authorizeSubscribe(client, subscription, done) {
      const branch = branchOf(client);
      if (branch !== null && branchMaySubscribe(branch, subscription.topic)) return done(null, subscription);
      void handlers.refused(branch, `may not subscribe to "${subscription.topic.slice(0, 100)}"`);
      // A null subscription is answered with the failure code, the connection stays.
      return done(null, null);
    },
    // What branches publish is for the handlers above; only `down` is forwarded.
    authorizeForward: (_client, packet) => (parseTopic(packet.topic)?.kind === 'down' ? packet : null),
  });
  await broker.listen();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    accept(broker, socket);
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    mqttUrl: `mqtt://${urlHost(options.host)}:${port}`,
    ready: () => !broker.closed,
    down(branch, message) {
      const { qos, retain } = topicRule('down');
      const packet = {
        cmd: 'publish',
        topic: topicOf(branch, 'down'),
        payload: JSON.stringify(message),
        qos,
        retain,
        dup: false,
      } as const;
      broker.publish(packet, () => {});
    },
    stop: () => close(broker, server, sockets),
  };
}

function accept(broker: Aedes, socket: Socket): void {
  // Acknowledgements are tiny; waiting to fill a packet only delays them.
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  const client = broker.handle(socket) as unknown as { readonly _parser?: { readonly _list?: { length: number } } };
  // After the broker's own listener: what is left in its parser is one unfinished packet.
  socket.on('readable', () => {
    // oxlint-disable-next-line no-underscore-dangle -- the broker has no limit of its own and shows its buffer nowhere else
    if ((client._parser?._list?.length ?? 0) > MAX_PACKET_BYTES) socket.destroy();
  });
}

/** Answers one publish: it is confirmed when `done` is called without an error; an error ends the connection. */
// oxlint-disable-next-line max-params -- the broker's own signature and our handlers
async function acceptPublish(
  client: Client | null,
  packet: PublishPacket,
  handlers: FrontDoorHandlers,
  done: (error: Error | null) => void,
): Promise<void> {
  const branch = branchOf(client);
  const topic = parseTopic(packet.topic);
  if (branch === null || topic === null || !branchMayPublish(branch, packet.topic)) {
    await handlers.refused(branch, `may not publish to "${packet.topic.slice(0, 100)}"`);
    done(new Error('not allowed to publish there'));
    return;
  }
  const payload = Buffer.from(packet.payload);
  const { maxBytes } = topicRule(topic.kind);
  if (payload.length > maxBytes)
    await handlers.refused(branch, `${payload.length} bytes on ${topic.kind}, at most ${maxBytes}`);
  else if (topic.kind === 'up') await handlers.up(branch, payload);
  else if (topic.kind !== 'down') await handlers.retained(branch, topic.kind, payload);
  // Nothing of it is kept in the broker.
  packet.payload = Buffer.alloc(0);
  packet.retain = false;
  done(null);
}

function branchOf(client: Client | null): BranchId | null {
  return client === null ? null : knownBranch(client.id);
}

function knownBranch(name: string | undefined): BranchId | null {
  const parsed = branchIdSchema.safeParse(name);
  return parsed.success ? parsed.data : null;
}

// oxlint-disable-next-line max-params -- the three claims of a client and what they are held against
function identify(
  id: string,
  username: string | undefined,
  password: Buffer | undefined,
  digests: ReadonlyMap<BranchId, Buffer>,
): BranchId | null {
  const branch = knownBranch(username);
  const known = branch === null ? undefined : digests.get(branch);
  // Compared even for unknown names, so that the time does not tell which branches exist.
  const matches = timingSafeEqual(digest(password ?? ''), known ?? digest('no such branch'));
  return branch !== null && known !== undefined && matches && id === branch ? branch : null;
}

function digest(secret: string | Buffer): Buffer {
  return createHash('sha256').update(secret).digest();
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(broker: Aedes, server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    broker.close(() => {
      server.close(() => resolve());
      // Those that never said who they are; the broker has closed the others.
      for (const socket of sockets) socket.destroy();
    });
  });
}

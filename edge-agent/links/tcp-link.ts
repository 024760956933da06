import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Attempt, Link, LinkHandlers, LinkProblem } from './link.ts';
import { createAttempt, messageOf, systemCode } from './link.ts';

/** Serial-over-TCP servers and simulators: a plain byte stream. */
export function createTcpLink(options: { readonly host: string; readonly port: number }): Link {
  let current: { socket: Socket; attempt: Attempt } | null = null;
  return {
    open(handlers: LinkHandlers) {
      const attempt = createAttempt(handlers);
      const socket = connect({ ...options, noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 });
      current = { socket, attempt };
      let failure: LinkProblem | null = null;
      socket.on('connect', () => attempt.onOpen());
      socket.on('data', (chunk: Buffer) => attempt.onBytes(new Uint8Array(chunk)));
      socket.on('error', (error) => {
        failure = problemOf(error);
      });
      socket.on('close', () => {
        attempt.onClosed(failure ?? { code: 'ended', detail: 'the other side closed the connection' });
      });
    },
    async write(bytes) {
      const socket = current?.socket;
      if (socket === undefined || socket.readyState !== 'open') throw new Error('the link is not open');
      await new Promise<void>((resolve, reject) => {
        socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
    },
    async close() {
      current?.attempt.mute();
      current?.socket.destroy();
      current = null;
    },
  };
}

const CODES: Readonly<Record<string, LinkProblem['code']>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'ended',
  EPIPE: 'ended',
  EACCES: 'no-permission',
};

function problemOf(error: Error): LinkProblem {
  return { code: CODES[systemCode(error)] ?? 'io-error', detail: messageOf(error) || systemCode(error) };
}

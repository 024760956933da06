/**
 * The way bytes of one device port reach the agent: a serial line, a TCP socket, a HID device, a capture being
 * replayed. A link knows nothing about protocols and never reconnects by itself; its session does that.
 */

export type LinkProblemCode =
  /** No such device node, host name or HID device. */
  | 'not-found'
  /** Another program holds the port. */
  | 'busy'
  | 'no-permission'
  /** A system library or a native module is missing: waiting does not help. */
  | 'library-missing'
  /** The site map says that bytes come from captures only. */
  | 'replay-only'
  /** Several HID devices fit the site map. */
  | 'ambiguous'
  /** The address answers, but nobody listens there. */
  | 'refused'
  | 'unreachable'
  /** The other side hung up. */
  | 'ended'
  | 'unplugged'
  | 'timeout'
  | 'io-error';

export interface LinkProblem {
  readonly code: LinkProblemCode;
  /** Technical detail for the log: error code, path, package to install. */
  readonly detail: string;
}

export interface LinkHandlers {
  onOpen(): void;
  /** Bytes as they arrived together; for HID exactly one input report. The array is the receiver's to keep. */
  onBytes(chunk: Uint8Array): void;
  /** Opening failed or the open link is gone. The link may be opened again afterwards. */
  onClosed(problem: LinkProblem): void;
}

/**
 * One attempt at a time: after `open`, `onOpen` runs at most once and `onClosed` at most once, as the last call.
 * After `close` no handler runs any more.
 */
export interface Link {
  open(handlers: LinkHandlers): void;
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** What a tap session gets: it can listen, and there is nothing on it to transmit with. */
export type ListeningLink = Pick<Link, 'open' | 'close'>;

/** A view of a link that cannot write. */
export function listenOnly(link: Link): ListeningLink {
  return { open: (handlers) => link.open(handlers), close: () => link.close() };
}

/** One attempt's handlers, silent for good after the first `onClosed` or `mute`. */
export interface Attempt extends LinkHandlers {
  readonly over: boolean;
  mute(): void;
}

export function createAttempt(handlers: LinkHandlers): Attempt {
  let over = false;
  let opened = false;
  return {
    get over() {
      return over;
    },
    onOpen() {
      if (over || opened) return;
      opened = true;
      handlers.onOpen();
    },
    onBytes(chunk) {
      if (!over && chunk.length > 0) handlers.onBytes(chunk);
    },
    onClosed(problem) {
      if (over) return;
      over = true;
      handlers.onClosed(problem);
    },
    mute() {
      over = true;
    },
  };
}

/** The `code` of a Node system error, "" for any other. */
export function systemCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

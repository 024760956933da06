import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '#contract/problems.ts';
import type { Scope, Viewer } from '../auth/viewer.ts';

/** One address of the HTTP API. Who may ask stands in `auth/access.ts`, and the server asks there before `answer` runs. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As `/api/branches/:branch/days/:date`; a `:branch` is checked against the scope of whoever asks. */
  readonly path: string;
  /** JSON by default; `stream` = the body as it comes, read by `answer` itself. */
  readonly takes?: 'json' | 'stream';
  /** Bytes of a JSON body, by default 64 KB. */
  readonly bodyLimit?: number;
  answer(asked: Asked): Promise<Answer> | Answer;
}

export interface Asked {
  /** Null only where the route is open to everyone. */
  readonly viewer: Viewer | null;
  /** Where the viewer may do what this route is for; pass it to every query about branches. */
  readonly scope: Scope;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Of JSON, unchecked. */
  readonly body: unknown;
  readonly request: IncomingMessage;
  /** Address that the connection came from. */
  readonly address: string;
}

export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly headers?: Headers }
  | { readonly kind: 'empty'; readonly status: number; readonly headers?: Headers }
  | {
      readonly kind: 'file';
      readonly bytes: Uint8Array | NodeJS.ReadableStream;
      readonly mediaType: string;
      /** Offered for saving under this name; shown in the page without one. */
      readonly saveAs?: string;
      readonly headers?: Headers;
    }
  | { readonly kind: 'redirect'; readonly to: string; readonly headers?: Headers }
  /** The route answers by itself for as long as it likes; false = it would not. */
  | { readonly kind: 'open'; open(reply: ServerResponse, headers: Headers): boolean };

export type Headers = Readonly<Record<string, string>>;

export function json(body: unknown, status = 200): Answer {
  return { kind: 'json', status, body };
}

export const DONE: Answer = { kind: 'empty', status: 204 };

/** An expected failure: a code for programs, a message that says what, where and what to do. */
// oxlint-disable-next-line max-params -- status, code, text and details of one refusal
export function refuse(status: number, code: string, message: string, problems?: readonly Problem[]): Answer {
  const error = problems === undefined ? { code, message } : { code, message, problems };
  return { kind: 'json', status, body: { error } };
}

/** The viewer of a route that is not open to everyone. */
export function viewerOf({ viewer }: Asked): Viewer {
  if (viewer === null) throw new Error('a route that needs a viewer is open to everyone');
  return viewer;
}

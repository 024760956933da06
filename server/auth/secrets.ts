import { createHash, randomBytes } from 'node:crypto';

/** Random text that stands for somebody: a session's token, a one-time code. Only its hash is stored. */

const TOKEN_BYTES = 32;

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

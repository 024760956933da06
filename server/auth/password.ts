import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** Passwords as argon2id in PHC form, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, with the parameters OWASP asks for. */

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return phcOf(salt, await derive(password, salt, COST));
}

/** Null = there is no such account or it has no password: costs the same time and is never right. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const parsed = parsePhc(stored ?? NOBODY);
  if (parsed === null) throw new Error('a stored password is not in the PHC form of argon2id');
  const derived = await derive(password, parsed.salt, parsed.cost);
  return timingSafeEqual(derived, parsed.hash) && stored !== null;
}

/** The same characters typed on another keyboard are the same password. */
function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const message = password.normalize('NFKC');
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce: salt, tagLength: HASH_BYTES, ...cost }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function phcOf(salt: Buffer, hash: Buffer): string {
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(salt)}$${base64(hash)}`;
}

const NOBODY = phcOf(Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES));

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function parsePhc(text: string): { readonly cost: Cost; readonly salt: Buffer; readonly hash: Buffer } | null {
  const [, memory, passes, parallelism, salt, hash] = PHC.exec(text) ?? [];
  if (salt === undefined || hash === undefined) return null;
  const bytes = Buffer.from(hash, 'base64');
  if (bytes.length !== HASH_BYTES) return null;
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return { cost, salt: Buffer.from(salt, 'base64'), hash: bytes };
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

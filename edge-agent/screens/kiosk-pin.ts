import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';
import type { ScreenLogger } from './log-events.ts';
import { lockedForMs, recentTries } from './try-limit.ts';

/** The PIN of the kiosk's settings: only its slow hash is kept, and it may not be guessed by trying. */

const fileSchema = z.strictObject({
  v: z.literal(1),
  kdf: z.literal('scrypt'),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** 16 MB and about 50 ms on a branch PC. */
const SCRYPT = { N: 2 ** 14, r: 8, p: 1 };
const HASH_BYTES = 32;

/** What is wrong with a new PIN, for the person who chose it; null when it will do. */
export function weaknessOf(pin: string): string | null {
  if (!/^\d{6,12}$/.test(pin)) return 'A PIN has 6 to 12 digits and nothing else.';
  if (/^(\d{1,3})\1+$/.test(pin)) return 'This PIN repeats itself; it is among the first that anybody tries.';
  const steps = pin
    .split('')
    .slice(1)
    .map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10);
  if (steps.every((step) => step === 1) || steps.every((step) => step === 9)) {
    return 'This PIN counts up or down; it is among the first that anybody tries.';
  }
  return null;
}

/** Replaces the PIN; a running agent goes by it at once. */
export async function writeKioskPin(file: string, pin: string): Promise<void> {
  const salt = randomBytes(16);
  const hash = await slowHash(pin, salt);
  writePrivateFile(file, { v: 1, kdf: 'scrypt', salt: salt.toString('hex'), hash: hash.toString('hex') });
}

export type UnlockOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly forMs: number }
  | { readonly kind: 'no-pin' };

export interface KioskPinOptions {
  readonly file: string;
  readonly now: () => number;
  readonly log: ScreenLogger;
}

export class KioskPin {
  readonly #options: KioskPinOptions;
  #tries: readonly number[] = [];

  constructor(options: KioskPinOptions) {
    this.#options = options;
  }

  async unlock(pin: string): Promise<UnlockOutcome> {
    const { file, now, log } = this.#options;
    const found = readPrivateFile(file, fileSchema);
    if (found.state === 'unusable') log.write('screens.pin-unusable', { reason: found.reason });
    if (found.state !== 'read') return { kind: 'no-pin' };
    const at = now();
    const forMs = lockedForMs(this.#tries, at);
    if (forMs > 0) return { kind: 'locked', forMs };
    // Counted before the slow hash: many at once must not be many free tries.
    this.#tries = [...recentTries(this.#tries, at), at];
    const { salt, hash } = found.value;
    const isRight = timingSafeEqual(await slowHash(pin, Buffer.from(salt, 'hex')), Buffer.from(hash, 'hex'));
    if (isRight) {
      this.#tries = [];
      return { kind: 'open' };
    }
    if (lockedForMs(this.#tries, at) > 0) log.write('screens.pin-locked');
    return { kind: 'wrong' };
  }
}

function slowHash(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, SCRYPT, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

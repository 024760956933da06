import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { systemCode } from '../links/link.ts';

/**
 * Tellers appear in events by pseudonym only. The key never leaves this PC, so the pseudonym cannot be turned back
 * into a staff number by trying all numbers elsewhere. Branches of one bank share a file where tellers must be
 * recognised across branches.
 */

const KEY_BYTES = 32;
const LENGTH = 12;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

export type PseudonymKey =
  | { readonly ok: true; readonly key: Buffer }
  | { readonly ok: false; readonly problem: string };

/** Reads the key file, or makes it where there is none. A damaged key is never replaced: all pseudonyms would change. */
export function loadPseudonymKey(file: string): PseudonymKey {
  try {
    return checked(file, readFileSync(file, 'utf8'));
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') return unreadable(file, error);
  }
  try {
    make(file);
    return checked(file, readFileSync(file, 'utf8'));
  } catch (error) {
    return unreadable(file, error);
  }
}

/** HMAC-SHA256 in base 32, cut to 60 bits: 12 characters of a–z and 2–7. */
export function createPseudonym(key: Buffer): (staffNumber: string) => string {
  const known = new Map<string, string>();
  return (staffNumber) => {
    let name = known.get(staffNumber);
    if (name === undefined) {
      name = base32(createHmac('sha256', key).update(staffNumber, 'utf8').digest());
      known.set(staffNumber, name);
    }
    return name;
  };
}

/** Complete before it has its name: a power cut must not leave half a key. */
function make(file: string): void {
  const draft = `${file}.new-${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    linkSync(draft, file);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function checked(file: string, text: string): PseudonymKey {
  const hex = text.trim();
  if (!/^[0-9a-f]{64}$/.test(hex)) {
    return { ok: false, problem: `${file} is not a pseudonym key (64 hex digits). Restore it from a backup.` };
  }
  try {
    chmodSync(file, 0o600);
  } catch {
    // A key shared by several branches may be readable only.
  }
  return { ok: true, key: Buffer.from(hex, 'hex') };
}

function unreadable(file: string, error: unknown): PseudonymKey {
  const reason = error instanceof Error ? error.message : String(error);
  return { ok: false, problem: `The pseudonym key ${file} cannot be read or made: ${reason}` };
}

function base32(digest: Buffer): string {
  let bits = 0n;
  for (const byte of digest.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: LENGTH }, (_, index) => ALPHABET[Number((bits >> BigInt(59 - 5 * index)) & 31n)]).join(
    '',
  );
}

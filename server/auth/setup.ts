import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { appendAudit } from '../audit/audit.ts';
import { HEAD_OFFICE } from '../organisation/ensure-units.ts';
import { addAccount } from '../store/people/add-account.ts';
import { addGrant } from '../store/people/change-grants.ts';
import { hasAnyAccount } from '../store/people/find-account.ts';
import { hashPassword } from './password.ts';
import type { Role } from './roles.ts';
import { hashOfToken } from './secrets.ts';
import { openSession, type AuthParts } from './sessions.ts';

/**
 * The first account. Whoever can read head office's data folder gets a code there and makes it; there is no default
 * password, and the code is void afterwards.
 */

/** Enough to let everybody else in, and to begin. */
const FIRST_ROLES: readonly Role[] = ['it', 'quality'];
const CODE_BYTES = 15;

export interface SetupParts extends AuthParts {
  /** Where the code lies, readable by head office's user only. */
  readonly codeFile: string;
}

/** The code that opens set-up, made when there is none; null when there are accounts. */
export async function openSetup({ database, codeFile }: SetupParts): Promise<string | null> {
  if (await hasAnyAccount(database.read)) {
    rmSync(codeFile, { force: true });
    return null;
  }
  const known = readCode(codeFile);
  if (known !== null) return known;
  const code = randomBytes(CODE_BYTES).toString('base64url');
  rmSync(codeFile, { force: true });
  writeFileSync(codeFile, `${code}\n`, { mode: 0o600, flag: 'wx' });
  return code;
}

export interface FirstAccount {
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

/** The token of a session of the new account; null when the code is wrong or somebody was first. */
export async function makeFirstAccount(
  { database, clock, deskClock, codeFile }: SetupParts,
  code: string,
  { login, name, password }: FirstAccount,
): Promise<string | null> {
  const known = readCode(codeFile);
  if (known === null || !timingSafeEqual(hashOfToken(code), hashOfToken(known))) return null;
  const stored = await hashPassword(password);
  const token = await database.write(async (writing) => {
    if (await hasAnyAccount(writing)) return null;
    const id = randomUUID();
    const at = clock.now();
    await addAccount(writing, { id, login, name, password: stored, binds: 0, created_at: at });
    for (const role of FIRST_ROLES)
      await addGrant(writing, { account: id, role, unit: HEAD_OFFICE, granted_by: id, granted_at: at });
    const detail = { login, name, roles: FIRST_ROLES };
    await appendAudit(writing, { at, account: id, action: 'setup.done', subject: `account/${id}`, detail });
    return openSession(writing, id, deskClock.now());
  });
  rmSync(codeFile, { force: true });
  return token;
}

function readCode(file: string): string | null {
  try {
    const code = readFileSync(file, 'utf8').trim();
    return code.length >= CODE_BYTES ? code : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

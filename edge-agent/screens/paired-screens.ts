import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { epochMsSchema, slugSchema } from '#contract/ids.ts';
import { screenRoleSchema, type PairedScreens, type ScreenRole } from '#contract/screens.ts';
import { messageOf } from '../links/link.ts';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';
import type { ScreenLogger } from './log-events.ts';

export type PairedScreen = PairedScreens['screens'][number];

const storedSchema = z.strictObject({
  id: slugSchema,
  name: z.string(),
  role: screenRoleSchema,
  pairedAt: epochMsSchema,
  lastSeenAt: epochMsSchema.nullable(),
  /** SHA-256 of the token, hex: whoever reads the file cannot pass as a screen. */
  token: z.string().regex(/^[0-9a-f]{64}$/),
});
type Stored = z.infer<typeof storedSchema>;
const fileSchema = z.strictObject({ v: z.literal(1), screens: z.array(storedSchema) });

export const MOST_SCREENS = 64;
const TOKEN_BYTES = 32;
/** Seeing a screen is written down this often: it is for people who tidy up, and disks wear. */
const SEEN_EVERY_MS = 3_600_000;

export interface PairedScreensOptions {
  readonly file: string;
  readonly now: () => number;
  readonly log: ScreenLogger;
}

/** The screens that were let in, by what only they know. */
export class PairedScreenStore {
  readonly #options: PairedScreensOptions;
  /** By the hash of the token. */
  readonly #screens = new Map<string, Stored>();
  #savedAt = 0;

  /** A file that cannot be read lets nobody in. */
  constructor(options: PairedScreensOptions) {
    this.#options = options;
    const found = readPrivateFile(options.file, fileSchema);
    if (found.state === 'unusable') options.log.write('screens.unreadable', { reason: found.reason });
    if (found.state === 'read') for (const screen of found.value.screens) this.#screens.set(screen.token, screen);
  }

  get isFull(): boolean {
    return this.#screens.size >= MOST_SCREENS;
  }

  /**
   * The token is told this once and never again. `before` is what this screen was so far, if anything. Throws when the
   * disk refuses; then nothing has changed.
   */
  add(
    role: ScreenRole,
    name: string,
    before: PairedScreen | null = null,
  ): { readonly token: string; readonly screen: PairedScreen } {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const screen: Stored = {
      id: `s-${randomBytes(4).toString('hex')}`,
      name,
      role,
      pairedAt: this.#options.now(),
      lastSeenAt: null,
      token: hashOf(token),
    };
    const former = this.#find(before?.id);
    if (former !== undefined) this.#screens.delete(former.token);
    this.#screens.set(screen.token, screen);
    try {
      this.#save();
    } catch (error) {
      this.#screens.delete(screen.token);
      if (former !== undefined) this.#screens.set(former.token, former);
      throw error;
    }
    return { token, screen: withoutToken(screen) };
  }

  identify(token: string): PairedScreen | null {
    const screen = this.#screens.get(hashOf(token));
    if (screen === undefined) return null;
    this.#seen(screen);
    return withoutToken(screen);
  }

  /** Oldest first. */
  list(): readonly PairedScreen[] {
    return [...this.#screens.values()].map(withoutToken);
  }

  /** False when there is no such screen. Throws when the disk refuses; the screen is shut out all the same. */
  revoke(id: string): boolean {
    const screen = this.#find(id);
    if (screen === undefined) return false;
    this.#screens.delete(screen.token);
    this.#save();
    return true;
  }

  #find(id: string | undefined): Stored | undefined {
    return [...this.#screens.values()].find((screen) => screen.id === id);
  }

  #seen(screen: Stored): void {
    const now = this.#options.now();
    const isFirst = screen.lastSeenAt === null;
    screen.lastSeenAt = now;
    if (!isFirst && Math.abs(now - this.#savedAt) < SEEN_EVERY_MS) return;
    // Also when it fails: what is only nice to know must not make a full disk busier.
    this.#savedAt = now;
    try {
      this.#save();
    } catch (error) {
      this.#options.log.write('screens.not-stored', { reason: messageOf(error) });
    }
  }

  #save(): void {
    writePrivateFile(this.#options.file, { v: 1, screens: [...this.#screens.values()] });
    this.#savedAt = this.#options.now();
  }
}

function withoutToken({ id, name, role, pairedAt, lastSeenAt }: Stored): PairedScreen {
  return { id, name, role, pairedAt, lastSeenAt };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

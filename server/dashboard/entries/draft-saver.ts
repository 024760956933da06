import type { Cancel, Clock } from '#contract/clock.ts';
import type { SavedEntry, SaveEntry } from '../../inspections/double-entry/wire.ts';
import type { Reply } from '../shell/request.ts';

export type SavingState = 'saved' | 'unsaved' | 'saving' | 'failed' | 'elsewhere';

type Draft = Pick<SaveEntry, 'sheet' | 'visitedOn'>;

interface SaverParts {
  readonly clock: Clock;
  readonly revision: number;
  /** Another window has saved something else: nothing is saved before `takeOver`. */
  readonly isElsewhere?: boolean;
  readonly put: (draft: SaveEntry) => Promise<Reply<SavedEntry>>;
  readonly show: (state: SavingState) => void;
}

const PAUSE_MS = 700;
const RETRY_MS = 5_000;

/** Saves a draft a moment after it changed, one request at a time, and tries again where nobody answers. */
export class DraftSaver {
  revision: number;
  readonly #parts: SaverParts;
  #waiting: Draft | null = null;
  #running: Promise<boolean> | null = null;
  #cancel: Cancel = () => undefined;
  #isElsewhere: boolean;

  constructor(parts: SaverParts) {
    this.#parts = parts;
    this.revision = parts.revision;
    this.#isElsewhere = parts.isElsewhere === true;
  }

  changed(draft: Draft): void {
    this.#waiting = draft;
    if (this.#isElsewhere) return;
    this.#parts.show('unsaved');
    this.#later(PAUSE_MS);
  }

  /** Saves what waits; true when nothing is left to save. */
  async flush(): Promise<boolean> {
    this.#cancel();
    while (this.#running !== null) await this.#running;
    if (this.#waiting === null) return true;
    if (this.#isElsewhere) return false;
    this.#running = this.#save(this.#waiting);
    const isSaved = await this.#running;
    this.#running = null;
    return isSaved && this.#waiting !== null ? this.flush() : isSaved;
  }

  /** Goes on from what is stored now, and saves what is here over it. */
  takeOver(revision: number): Promise<boolean> {
    this.revision = revision;
    this.#isElsewhere = false;
    return this.flush();
  }

  stop(): void {
    this.#cancel();
  }

  #later(ms: number): void {
    this.#cancel();
    this.#cancel = this.#parts.clock.after(ms, () => void this.flush());
  }

  async #save(draft: Draft): Promise<boolean> {
    this.#waiting = null;
    this.#parts.show('saving');
    const reply = await this.#parts.put({ ...draft, revision: this.revision });
    if (reply.ok) {
      this.revision = reply.value.revision;
      this.#parts.show(this.#waiting === null ? 'saved' : 'unsaved');
      return true;
    }
    this.#waiting ??= draft;
    this.#isElsewhere = reply.code === 'saved-elsewhere';
    this.#parts.show(this.#isElsewhere ? 'elsewhere' : 'failed');
    if (!this.#isElsewhere) this.#later(RETRY_MS);
    return false;
  }
}

import type { Cancel, Clock } from '#contract/clock.ts';
import type { Me } from '../../auth/me.ts';
import type { AssignmentSummary, Assignments } from '../../inspections/form/wire.ts';
import type { Draft } from './draft.ts';
import type { PhoneStore } from './phone-store.ts';
import { giveWay, look, syncVisit, type EvidenceFile, type SyncEnd, type SyncParts } from './sync.ts';
import { isUnsent, keyOf, listed, needsDetail, takenOver, type Visit } from './visit.ts';

export interface PhoneState {
  readonly account: string | null;
  readonly visits: readonly Visit[];
  readonly files: readonly EvidenceFile[];
  readonly line: 'unknown' | 'online' | 'offline' | 'signed-out';
  readonly isSending: boolean;
  /** The phone keeps nothing any more: its memory is full, or the browser refuses. */
  readonly isFull: boolean;
  /** Somebody else's answers that were not sent lie on this phone too. */
  readonly hasOthers: boolean;
}

export interface PhoneParts {
  readonly store: PhoneStore;
  readonly clock: Clock;
  readonly device: string;
  readonly ask: SyncParts['ask'];
}

/** Changes of the inspector's hand are sent when it has rested for this long. */
const REST_MS = 2_000;
const RETRY_MS = 30_000;

/** What is on the phone, kept there with every change, and brought to head office whenever there is a line. */
export class Phone {
  #state: PhoneState = {
    account: null,
    visits: [],
    files: [],
    line: 'unknown',
    isSending: false,
    isFull: false,
    hasOthers: false,
  };
  readonly #parts: PhoneParts;
  readonly #listeners = new Set<(state: PhoneState) => void>();
  #keeping: Promise<void> = Promise.resolve();
  #round: Promise<void> | null = null;
  #next: Cancel | null = null;

  private constructor(parts: PhoneParts) {
    this.#parts = parts;
  }

  /** What was here when the page ended last. */
  static async open(parts: PhoneParts): Promise<Phone> {
    const phone = new Phone(parts);
    const [visits, files, account] = await Promise.all([
      parts.store.visits(),
      parts.store.files(),
      parts.store.setting('account'),
    ]);
    phone.#set({ visits, files, account });
    return phone;
  }

  get state(): PhoneState {
    return this.#state;
  }

  subscribe(listener: (state: PhoneState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  visit(key: string): Visit | undefined {
    return this.#state.visits.find((visit) => visit.key === key);
  }

  /** Something that the inspector did. */
  edit(key: string, how: (draft: Draft) => Draft): void {
    this.#change(key, (visit) =>
      visit.draft === null ? visit : { ...visit, draft: how(visit.draft), signing: { state: 'open' }, refused: null },
    );
    this.#sendIn(REST_MS);
  }

  begin(key: string, draft: Draft): void {
    this.#change(key, (visit) => ({ ...visit, draft: visit.draft ?? draft }));
    this.#sendIn(REST_MS);
  }

  giveReason(key: string, reason: string): void {
    this.#change(key, (visit) => ({ ...visit, reason }));
    this.#sendIn(REST_MS);
  }

  sign(key: string): void {
    this.#change(key, (visit) => ({ ...visit, signing: { state: 'wanted' }, refused: null }));
    void this.send();
  }

  takeOver(key: string): void {
    this.#change(key, takenOver);
    void this.send();
  }

  async giveWay(key: string): Promise<void> {
    this.#heard(await giveWay(this.#syncParts(), key));
  }

  addFile(file: EvidenceFile): void {
    this.#changeFile(file);
    this.#sendIn(REST_MS);
  }

  removeFile(file: EvidenceFile): void {
    this.#set({ files: this.#state.files.filter((other) => other !== file) });
    this.#keep((store) => store.removeFile(file));
  }

  /** Asks who is signed in and what there is to do, then sends; a second call joins the first. */
  send(): Promise<void> {
    this.#next?.();
    this.#next = null;
    this.#round ??= this.#go().finally(() => {
      this.#round = null;
      this.#set({ isSending: false });
      // Typed while this was under way, or no line: again later.
      if (this.#hasUnsent()) this.#sendIn(this.#state.line === 'online' ? REST_MS * 2 : RETRY_MS);
    });
    return this.#round;
  }

  async #go(): Promise<void> {
    this.#set({ isSending: true });
    if (!(await this.#signedIn())) return;
    if (!(await this.#list())) return;
    for (const { key } of this.#own()) {
      if (needsDetail(this.visit(key)!) && !this.#heard(await look(this.#syncParts(), key))) return;
      if (!this.#heard(await syncVisit(this.#syncParts(), key))) return;
    }
  }

  async #signedIn(): Promise<boolean> {
    const reply = await this.#parts.ask<Me>('GET', '/api/me');
    if (!reply.ok) return this.#heard(reply.status === 401 ? 'signed-out' : 'offline');
    const { account } = reply.value;
    if (account !== this.#state.account) this.#keep((store) => store.setSetting('account', account));
    this.#set({ account, line: 'online' });
    return true;
  }

  async #list(): Promise<boolean> {
    const reply = await this.#parts.ask<Assignments>('GET', '/api/assignments');
    if (!reply.ok) return this.#heard(reply.status === 401 ? 'signed-out' : 'offline');
    this.#takeIn(reply.value.assignments);
    return true;
  }

  #takeIn(assignments: readonly AssignmentSummary[]): void {
    const account = this.#state.account!;
    const keys = new Set(assignments.map((assignment) => keyOf(account, assignment)));
    for (const visit of this.#own()) {
      if (keys.has(visit.key)) continue;
      if (isUnsent(visit)) this.#put({ ...visit, isWithdrawn: true });
      else this.#remove(visit);
    }
    for (const assignment of assignments)
      this.#put(listed(account, assignment, this.visit(keyOf(account, assignment))));
  }

  #own(): readonly Visit[] {
    return this.#state.visits.filter(({ account }) => account === this.#state.account);
  }

  #hasUnsent(): boolean {
    return this.#own().some((visit) => this.#wantsSending(visit));
  }

  /** Something is to be sent that nobody has to decide about first. */
  #wantsSending(visit: Visit): boolean {
    const { key, signing, clash, refused, returned, reason } = visit;
    if (signing.state === 'done' || clash !== null || refused !== null) return false;
    if (this.#files(key).some(({ isSent, refused: why }) => !isSent && why === null)) return true;
    if (returned !== null && reason.trim() === '') return false;
    return signing.state === 'wanted' || isUnsent(visit);
  }

  /** True where the next one may be tried. */
  #heard(end: SyncEnd): boolean {
    const line = end === 'done' || end === 'held' ? 'online' : end;
    this.#set({ line });
    return line === 'online';
  }

  #sendIn(delayMs: number): void {
    this.#next?.();
    this.#next = this.#parts.clock.after(delayMs, () => void this.send());
  }

  #syncParts(): SyncParts {
    return {
      device: this.#parts.device,
      now: () => this.#parts.clock.now(),
      ask: this.#parts.ask,
      visit: (key) => this.visit(key),
      change: (key, how) => this.#change(key, how),
      files: (key) => this.#files(key),
      changeFile: (file) => this.#changeFile(file),
    };
  }

  #files(key: string): readonly EvidenceFile[] {
    return this.#state.files.filter(({ visit }) => visit === key);
  }

  #change(key: string, how: (visit: Visit) => Visit): void {
    const visit = this.visit(key);
    if (visit === undefined) return;
    const next = how(visit);
    this.#put(next);
    // Head office has it all: the phone needs it no longer.
    if (next.signing.state === 'done') for (const file of this.#files(key)) this.removeFile(file);
  }

  #put(visit: Visit): void {
    const others = this.#state.visits.filter(({ key }) => key !== visit.key);
    this.#set({ visits: [...others, visit] });
    this.#keep((store) => store.putVisit(visit));
  }

  #remove({ key }: Visit): void {
    for (const file of this.#files(key)) this.removeFile(file);
    this.#set({ visits: this.#state.visits.filter((visit) => visit.key !== key) });
    this.#keep((store) => store.removeVisit(key));
  }

  #changeFile(file: EvidenceFile): void {
    const isSame = ({ visit, ref }: EvidenceFile): boolean => visit === file.visit && ref === file.ref;
    this.#set({ files: [...this.#state.files.filter((other) => !isSame(other)), file] });
    this.#keep((store) => store.putFile(file));
  }

  /** In order, so that an older state never replaces a newer one. */
  #keep(action: (store: PhoneStore) => Promise<void>): void {
    this.#keeping = this.#keeping
      .then(() => action(this.#parts.store))
      .then(
        () => this.#set({ isFull: false }),
        () => this.#set({ isFull: true }),
      );
  }

  /** Resolves when everything so far is kept. */
  kept(): Promise<void> {
    return this.#keeping;
  }

  #set(fields: Partial<PhoneState>): void {
    const state = { ...this.#state, ...fields };
    const hasOthers = state.visits.some((visit) => visit.account !== state.account && isUnsent(visit));
    this.#state = { ...state, hasOthers };
    for (const listener of this.#listeners) listener(this.#state);
  }
}

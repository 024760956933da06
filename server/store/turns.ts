/** One after the other: SQLite has one writer, and a transaction must not find another's half-written rows. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the action when everything asked for before has ended; its failure is the caller's alone. */
  take<T>(action: () => Promise<T> | T): Promise<T> {
    const turn = this.#last.then(action);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

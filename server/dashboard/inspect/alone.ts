const NAME = 'hallmeter-inspect';

/**
 * Resolves when no other tab of this browser has the page open: two would write over each other's answers. `waiting` is
 * called when it has to wait for one to be closed.
 */
export function alone(waiting: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const hold = (): Promise<void> => {
      resolve();
      return new Promise(() => undefined);
    };
    navigator.locks
      .request(NAME, { ifAvailable: true }, (lock) => {
        if (lock !== null) return hold();
        waiting();
        navigator.locks.request(NAME, hold).catch(reject);
        return undefined;
      })
      .catch(reject);
  });
}

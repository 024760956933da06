import type { EvidenceFile } from './sync.ts';
import type { Visit } from './visit.ts';

/** What stays on the phone when the page ends. */
export interface PhoneStore {
  visits(): Promise<readonly Visit[]>;
  files(): Promise<readonly EvidenceFile[]>;
  putVisit(visit: Visit): Promise<void>;
  removeVisit(key: string): Promise<void>;
  putFile(file: EvidenceFile): Promise<void>;
  removeFile(file: EvidenceFile): Promise<void>;
  setting(name: string): Promise<string | null>;
  setSetting(name: string, value: string): Promise<void>;
}

const NAME = 'hallmeter-inspect';

/** IndexedDB. Rejects where the browser keeps nothing, as in some private windows. */
export async function openPhoneStore(): Promise<PhoneStore> {
  const opening = indexedDB.open(NAME, 1);
  opening.addEventListener('upgradeneeded', () => {
    const made = opening.result;
    made.createObjectStore('visits', { keyPath: 'key' });
    made.createObjectStore('files', { keyPath: ['visit', 'ref'] });
    made.createObjectStore('settings');
  });
  const database = await answerOf(opening);
  // Unasked, a browser may clear what a page keeps when space runs out.
  void navigator.storage?.persist?.();
  const write = (store: string, action: (into: IDBObjectStore) => void): Promise<void> =>
    new Promise((done, failed) => {
      // On the disk, not only on its way there: phones end pages without asking.
      const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
      transaction.addEventListener('complete', () => done());
      transaction.addEventListener('abort', () => failed(transaction.error ?? new Error('not kept')));
      action(transaction.objectStore(store));
    });
  const read = <T>(store: string, action: (from: IDBObjectStore) => IDBRequest): Promise<T> =>
    answerOf(action(database.transaction(store).objectStore(store)) as IDBRequest<T>);
  return {
    visits: () => read('visits', (from) => from.getAll()),
    files: () => read('files', (from) => from.getAll()),
    putVisit: (visit) => write('visits', (into) => into.put(visit)),
    removeVisit: (key) => write('visits', (into) => into.delete(key)),
    putFile: (file) => write('files', (into) => into.put(file)),
    removeFile: ({ visit, ref }) => write('files', (into) => into.delete([visit, ref])),
    async setting(name) {
      return (await read<string | undefined>('settings', (from) => from.get(name))) ?? null;
    },
    setSetting: (name, value) => write('settings', (into) => into.put(value, name)),
  };
}

function answerOf<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    asked.addEventListener('success', () => done(asked.result));
    asked.addEventListener('error', () => failed(asked.error ?? new Error('not kept')));
  });
}

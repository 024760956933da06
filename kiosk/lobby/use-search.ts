import { useCallback, useRef, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import { lookUpTicket } from './agent-requests.ts';
import { normaliseTicket } from './ticket-search.ts';
import type { Search } from './ticket-search.ts';

interface SearchHook {
  readonly search: Search;
  readonly find: (typed: string) => void;
  readonly close: () => void;
}

export function useSearch(clock: Clock): SearchHook {
  const [search, setSearch] = useState<Search>({ kind: 'closed' });
  /** Number of the search that the sheet shows; the answer to an earlier one comes too late. */
  const current = useRef(0);
  const find = useCallback(
    (typed: string): void => {
      const mine = (current.current += 1);
      const ticket = normaliseTicket(typed);
      if (ticket === null) {
        setSearch({ kind: 'malformed' });
        return;
      }
      setSearch({ kind: 'searching', ticket });
      const lookUp = async (): Promise<void> => {
        const result = await lookUpTicket(ticket, clock);
        if (current.current === mine) setSearch(result);
      };
      void lookUp();
    },
    [clock],
  );
  const close = useCallback((): void => {
    current.current += 1;
    setSearch({ kind: 'closed' });
  }, []);
  return { search, find, close };
}

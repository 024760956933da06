import type { ComponentChildren, JSX } from 'preact';
import { useEditing } from '../policies/editing.ts';
import { BothFields } from '../policies/fields.tsx';
import { listAt, textAt } from '../policies/json-path.ts';
import { addEntry } from './card-edits.ts';
import { EntryTools, IdField } from './entry-tools.tsx';

interface EntryListProps {
  readonly list: 'roles' | 'grades';
  readonly title: string;
  readonly add: string;
  /** More fields of an entry. */
  readonly children?: (path: string) => ComponentChildren;
}

/** A short list whose entries are all open: roles, grades. */
export function EntryList({ list, title, add, children }: EntryListProps): JSX.Element {
  const { body, replace, isLocked } = useEditing();
  return (
    <section class="card">
      <h2>{title}</h2>
      <ul class="entry-list">
        {listAt(body, list).map((entry, index) => {
          const place = { list, index };
          const path = `${list}.${String(index)}`;
          return (
            <li key={index} class="entry" data-testid={`${list}-${String(index)}`}>
              <div class="row narrow">
                <IdField place={place} />
                {children?.(path)}
                <EntryTools place={place} name={textAt(entry, 'id')} />
              </div>
              <BothFields path={`${path}.title`} />
            </li>
          );
        })}
      </ul>
      {isLocked ? null : (
        <button
          type="button"
          class="button"
          data-testid={`add-${list}`}
          onClick={() => replace(addEntry(body, list, list === 'grades' ? { from: '0' } : {}).card)}
        >
          + {add}
        </button>
      )}
    </section>
  );
}

import type { JSX } from 'preact';
import { Field } from '../parts/field.tsx';
import { textAt } from '../policies/json-path.ts';
import { useEditing, wordsOf } from '../policies/editing.ts';
import { ToolButtons } from '../policies/tool-buttons.tsx';
import { canMove, moveEntry, removeEntry, renameEntry, type EntryPlace } from './card-edits.ts';

interface ToolsProps {
  readonly place: EntryPlace;
  readonly name: string;
  /** Where the entry went; null when it was removed. */
  readonly moved?: (place: EntryPlace | null) => void;
}

/** Moves and removes an entry of the card. */
export function EntryTools({ place, name, moved }: ToolsProps): JSX.Element {
  const { body, replace } = useEditing();
  const mover = (step: -1 | 1): (() => void) | null => {
    if (!canMove(body, place, step)) return null;
    return () => {
      const { card, index } = moveEntry(body, place, step);
      replace(card);
      moved?.({ ...place, index });
    };
  };
  const remove = (): void => {
    replace(removeEntry(body, place));
    moved?.(null);
  };
  return <ToolButtons name={name} up={mover(-1)} down={mover(1)} remove={remove} />;
}

/** The id of an entry; what names it follows. */
export function IdField({ place }: { readonly place: EntryPlace }): JSX.Element {
  const { body, replace, problems, isLocked, language, label } = useEditing();
  const path = `${place.list}.${String(place.index)}.id`;
  const problem = problems.find((each) => each.path === path);
  return (
    <Field label={label('id')} problem={problem === undefined ? undefined : wordsOf(problem, language)}>
      {(attributes) => (
        <input
          {...attributes}
          class="field"
          data-path={path}
          value={textAt(body, path)}
          disabled={isLocked}
          onInput={(event) => replace(renameEntry(body, place, event.currentTarget.value.trim()))}
        />
      )}
    </Field>
  );
}

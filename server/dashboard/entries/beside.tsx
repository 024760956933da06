import type { JSX } from 'preact';
import { isJudged } from '#rubric/scorecards/card-tree.ts';
import type { Cell, CellFields } from './fields.ts';
import type { EntryTexts } from './texts.ts';

interface BesideProps {
  readonly of: Cell;
  readonly label: string;
  readonly value: CellFields;
  readonly change: (value: CellFields) => void;
  readonly texts: EntryTexts;
}

/** What is written beside an answer: who answers for it, a note, evidence, the mark of elderly customers. */
export function Beside({ of: { item }, label, value, change, texts }: BesideProps): JSX.Element {
  const line = (of: 'responsible' | 'note' | 'evidence', most: number): JSX.Element => (
    <input
      class="field"
      type="text"
      aria-label={`${label}: ${texts[of]}`}
      placeholder={texts[of]}
      autoComplete="off"
      maxLength={most}
      value={value[of]}
      onInput={(event) => change({ ...value, [of]: event.currentTarget.value })}
    />
  );
  return (
    <div class="beside">
      {isJudged(item) ? line('responsible', 64) : null}
      {line('note', 1_000)}
      {item.evidenceOnFail ? line('evidence', 400) : null}
      {item.diversion === true ? (
        <label class="choice">
          <input
            type="checkbox"
            checked={value.elderly}
            onChange={(event) => change({ ...value, elderly: event.currentTarget.checked })}
          />
          <span>{texts.elderly}</span>
        </label>
      ) : null}
    </div>
  );
}

import type { JSX } from 'preact';
import { useEditing, wordsOf } from '../policies/editing.ts';
import { BothFields, TextField } from '../policies/fields.tsx';
import { listAt, textAt } from '../policies/json-path.ts';
import { ToolButtons } from '../policies/tool-buttons.tsx';
import { CARD_TEXTS } from './texts.ts';

/** What can be chosen, best first or in any order. */
export function OptionsForm({ path }: { readonly path: string }): JSX.Element {
  const { body, edit, problems, isLocked, language, label } = useEditing();
  const options = listAt(body, path);
  const problem = problems.find((each) => each.path === path);
  const swap = (index: number, other: number): void => {
    const next = [...options];
    [next[index], next[other]] = [options[other]!, options[index]!];
    edit(path, next);
  };
  const remove = (index: number): void => {
    const next = options.filter((_, at) => at !== index);
    edit(path, next);
  };
  const add = (): void => {
    const taken = new Set(options.map((option) => textAt(option, 'id')));
    let number = options.length + 1;
    while (taken.has(`option-${String(number)}`)) number += 1;
    edit(path, [...options, { id: `option-${String(number)}`, title: { zh: '', en: '' } }]);
  };
  return (
    <fieldset class="options">
      <legend>{label('answer.options')}</legend>
      {problem === undefined ? null : <p class="about wrong">▲ {wordsOf(problem, language)}</p>}
      {options.map((option, index) => (
        <div key={index} class="entry">
          <div class="row narrow">
            <TextField path={`${path}.${String(index)}.id`} field="id" />
            <TextField path={`${path}.${String(index)}.points`} field="points" optional />
            <ToolButtons
              name={textAt(option, 'id')}
              up={index > 0 ? () => swap(index, index - 1) : null}
              down={index < options.length - 1 ? () => swap(index, index + 1) : null}
              remove={() => remove(index)}
            />
          </div>
          <BothFields path={`${path}.${String(index)}.title`} />
        </div>
      ))}
      {isLocked ? null : (
        <button type="button" class="button" data-testid="add-option" onClick={add}>
          + {CARD_TEXTS[language].addOption}
        </button>
      )}
    </fieldset>
  );
}

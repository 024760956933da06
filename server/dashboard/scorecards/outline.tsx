import type { JSX } from 'preact';
import { useEditing } from '../policies/editing.ts';
import { listAt, textAt, valueAt, type Json } from '../policies/json-path.ts';
import type { Language } from '../shell/language.ts';
import { addEntry, outlineOf, type EntryPlace, type OutlineRow } from './card-edits.ts';
import { EntryTools } from './entry-tools.tsx';
import { CARD_TEXTS } from './texts.ts';

interface OutlineProps {
  readonly chosen: EntryPlace | null;
  readonly choose: (place: EntryPlace | null) => void;
}

/** Sections and items as a tree in which one is chosen. */
export function Outline({ chosen, choose }: OutlineProps): JSX.Element {
  const { body, replace, isLocked, language } = useEditing();
  const texts = CARD_TEXTS[language];
  const add = (list: 'sections' | 'items', fields: Json): void => {
    const { card, index } = addEntry(body, list, fields);
    replace(card);
    choose({ list, index });
  };
  const section = sectionOf(body, chosen);
  return (
    <div class="outline">
      <ul data-testid="outline">
        {outlineOf(body).map((row) => (
          <Row key={`${row.list} ${String(row.index)}`} row={row} chosen={chosen} choose={choose} />
        ))}
      </ul>
      {isLocked ? null : (
        <div class="actions">
          <button type="button" class="button" data-testid="add-section" onClick={() => add('sections', {})}>
            + {texts.addSection}
          </button>
          {section === '' ? null : (
            <>
              <button
                type="button"
                class="button"
                data-testid="add-subsection"
                onClick={() => add('sections', { parent: section })}
              >
                + {texts.addSubsection}
              </button>
              <button
                type="button"
                class="button"
                data-testid="add-item"
                onClick={() => add('items', { section, answer: { type: 'pass-fail' } })}
              >
                + {texts.addItem}
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** Where something new goes: into the chosen section, or that of the chosen item. */
function sectionOf(body: Json, chosen: EntryPlace | null): string {
  if (chosen === null) return textAt(listAt(body, 'sections')[0], 'id');
  const entry = listAt(body, chosen.list)[chosen.index];
  return textAt(entry, chosen.list === 'items' ? 'section' : 'id');
}

interface RowProps extends OutlineProps {
  readonly row: OutlineRow;
}

function Row({ row, chosen, choose }: RowProps): JSX.Element {
  const { body, problems, language } = useEditing();
  const { list, index, depth, isLost } = row;
  const texts = CARD_TEXTS[language];
  const entry = listAt(body, list)[index] ?? {};
  const path = `${list}.${String(index)}`;
  const isChosen = chosen?.list === list && chosen.index === index;
  const isWrong = problems.some((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
  const name = textAt(entry, `title.${language}`) || textAt(entry, 'title.zh') || texts.unnamed;
  return (
    <li class="outline-row" data-list={list} data-depth={Math.min(depth, 5)}>
      <button
        type="button"
        class="outline-name"
        aria-pressed={isChosen}
        data-testid={`outline-${textAt(entry, 'id')}`}
        onClick={() => choose({ list, index })}
      >
        <span>
          {isWrong ? <span class="wrong-sign">▲ </span> : null}
          {name}
          {isLost ? <small class="quiet"> {texts.lost}</small> : null}
        </span>
        <Badges entry={entry} list={list} language={language} />
      </button>
      {isChosen ? <EntryTools place={{ list, index }} name={name} moved={choose} /> : null}
    </li>
  );
}

interface BadgesProps {
  readonly entry: Json;
  readonly list: OutlineRow['list'];
  readonly language: Language;
}

function Badges({ entry, list, language }: BadgesProps): JSX.Element {
  const texts = CARD_TEXTS[language];
  const points = textAt(entry, 'points');
  const type = textAt(entry, 'answer.type');
  return (
    <span class="badges">
      {list === 'items' && type !== '' ? (
        <small class="quiet">{(texts.answers as Readonly<Record<string, string>>)[type] ?? type}</small>
      ) : null}
      {entry['bonus'] === true ? <span class="tag">{texts.badges.bonus}</span> : null}
      {valueAt(entry, 'veto') === undefined ? null : (
        <span class="tag" data-tone="over">
          {texts.badges.veto}
        </span>
      )}
      {entry['evidenceOnFail'] === true ? <span class="tag">{texts.badges.evidence}</span> : null}
      <span class="outline-points">{points === '' ? '' : texts.points(points)}</span>
    </span>
  );
}

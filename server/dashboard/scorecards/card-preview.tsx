import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { childrenOf, itemsOf, rolesOf } from '#rubric/scorecards/card-tree.ts';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import { readScorecard } from '#rubric/scorecards/lint.ts';
import { formatPoints } from '#rubric/scorecards/points.ts';
import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import type { Item, Scorecard, Section } from '#rubric/scorecards/schema.ts';
import { cellOf, type SheetEntry } from '#rubric/scorecards/sheet.ts';
import { Empty } from '../parts/loaded.tsx';
import type { Json } from '../policies/json-path.ts';
import type { Language } from '../shell/language.ts';
import { AnswerInput } from './answer-input.tsx';
import { CARD_TEXTS } from './texts.ts';

interface PreviewProps {
  readonly body: Json;
  readonly language: Language;
}

/** The form as an inspector sees it, and what it comes to when it is filled in. Nothing of it is stored. */
export function CardPreview({ body, language }: PreviewProps): JSX.Element {
  const read = useMemo(() => readScorecard(body), [body]);
  const texts = CARD_TEXTS[language];
  if (!read.ok) return <Empty title={texts.preview.notYet} />;
  return <Filled card={read.card} language={language} />;
}

type Entries = ReadonlyMap<string, SheetEntry>;

interface FilledProps {
  readonly card: Scorecard;
  readonly language: Language;
}

function Filled({ card, language }: FilledProps): JSX.Element {
  const [entries, setEntries] = useState<Entries>(new Map());
  const answer = (cell: string, entry: SheetEntry | null): void => {
    const next = new Map(entries);
    if (entry === null) next.delete(cell);
    else next.set(cell, entry);
    setEntries(next);
  };
  const evaluated = evaluateSheet(card, {
    scorecard: card.id,
    version: card.version,
    entries: [...entries.values()],
  });
  return (
    <div class="preview" data-testid="preview">
      <section class="card sheet">
        {childrenOf(card, undefined).map((section) => (
          <SectionSheet
            key={section.id}
            card={card}
            section={section}
            entries={entries}
            answer={answer}
            language={language}
          />
        ))}
      </section>
      <section class="card result" aria-live="polite">
        <h2>{CARD_TEXTS[language].preview.result}</h2>
        {evaluated.ok ? (
          <Result card={card} result={evaluated.result} language={language} />
        ) : (
          <ul class="places">
            {evaluated.problems.map(({ path, expected }) => (
              <li key={path}>
                <code>{path}</code> {expected}
              </li>
            ))}
          </ul>
        )}
        <button type="button" class="button" onClick={() => setEntries(new Map())}>
          {CARD_TEXTS[language].preview.clear}
        </button>
      </section>
    </div>
  );
}

interface SheetProps extends FilledProps {
  readonly section: Section;
  readonly entries: Entries;
  readonly answer: (cell: string, entry: SheetEntry | null) => void;
}

function SectionSheet(props: SheetProps): JSX.Element {
  const { card, section, language } = props;
  const { points } = CARD_TEXTS[language];
  return (
    <div>
      <h2>
        {section.title[language]}{' '}
        <small class="quiet">{section.points === undefined ? '' : points(section.points)}</small>
      </h2>
      {itemsOf(card, section.id).flatMap((item) =>
        rolesOf(card, item).map((role) => <Cell key={cellOf(item.id, role)} item={item} role={role} {...props} />),
      )}
      {childrenOf(card, section.id).map((child) => (
        <SectionSheet key={child.id} {...props} section={child} />
      ))}
    </div>
  );
}

interface CellProps extends SheetProps {
  readonly item: Item;
  readonly role: string | undefined;
}

function Cell({ card, item, role, entries, answer, language }: CellProps): JSX.Element {
  const texts = CARD_TEXTS[language];
  const cell = cellOf(item.id, role);
  const entry = entries.get(cell);
  const title = card.roles.find(({ id }) => id === role)?.title[language];
  return (
    <fieldset class="sheet-item" data-testid={`cell-${cell}`}>
      <legend>
        {item.title[language]}
        {title === undefined ? '' : ` · ${title}`}{' '}
        <small class="quiet">{item.points === undefined ? texts.noPoints : texts.points(item.points)}</small>
      </legend>
      {item.criterion === undefined ? null : <p class="quiet">{item.criterion[language]}</p>}
      <AnswerInput
        item={item}
        name={cell}
        entry={entry}
        language={language}
        change={(given) =>
          answer(
            cell,
            given === null ? null : { item: item.id, ...(role === undefined ? {} : { role }), evidence: [], ...given },
          )
        }
      />
      {item.evidenceOnFail ? <small class="quiet">{texts.preview.evidence}</small> : null}
    </fieldset>
  );
}

interface ResultProps extends FilledProps {
  readonly result: ScorecardResult;
}

function Result({ card, result, language }: ResultProps): JSX.Element {
  const { preview: texts } = CARD_TEXTS[language];
  const titleOf = (list: readonly { readonly id: string; readonly title: Item['title'] }[], id: string): string =>
    list.find((each) => each.id === id)?.title[language] ?? id;
  const unanswered = result.flags.filter(({ code }) => code === 'unanswered').length;
  const { attainable, share, grade, vetoes } = result;
  return (
    <>
      <dl>
        <dt>{texts.total}</dt>
        <dd data-testid="preview-total">
          {formatPoints(result.total)}
          {attainable === null ? '' : ` / ${formatPoints(attainable)}`}
        </dd>
        <dt>{texts.share}</dt>
        <dd data-testid="preview-share">{share === null ? '—' : `${(share / 100).toFixed(2)} %`}</dd>
        <dt>{texts.grade}</dt>
        <dd data-testid="preview-grade">{grade === null ? '—' : titleOf(card.grades, grade)}</dd>
      </dl>
      {unanswered === 0 ? null : <p class="quiet">{texts.unanswered(unanswered)}</p>}
      {vetoes.length === 0 ? null : (
        <p class="banner" data-tone="over">
          {texts.vetoed(vetoes.map(({ item }) => titleOf(card.items, item)).join('、'))}
        </p>
      )}
    </>
  );
}

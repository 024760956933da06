import type { JSX } from 'preact';
import type { Item } from '#rubric/scorecards/schema.ts';
import type { Answer, SheetEntry } from '#rubric/scorecards/sheet.ts';
import type { Language } from '../shell/language.ts';
import { CARD_TEXTS } from './texts.ts';

type Given = Pick<SheetEntry, 'answer' | 'elderly'>;

interface AnswerProps {
  readonly item: Item;
  /** Of the group of radio buttons. */
  readonly name: string;
  readonly entry: SheetEntry | undefined;
  readonly language: Language;
  /** Null: nothing is filled in. */
  readonly change: (given: Given | null) => void;
}

/** The answer to one item by its kind, "not applicable" and "elderly customer" where they may be. */
export function AnswerInput(props: AnswerProps): JSX.Element {
  const { item, name, entry, language, change } = props;
  const { preview: texts } = CARD_TEXTS[language];
  const give = (answer: Answer): void => change({ answer, ...(entry?.elderly === true ? { elderly: true } : {}) });
  return (
    <div class="answers">
      <Choices {...props} give={give} />
      <Typed {...props} give={give} />
      {item.allowNotApplicable ? (
        <Radio
          name={name}
          words={texts.notApplicable}
          isOn={entry?.answer.type === 'not-applicable'}
          choose={() => give({ type: 'not-applicable' })}
        />
      ) : null}
      {item.diversion === true && entry !== undefined ? (
        <label class="check-line">
          <input
            type="checkbox"
            checked={entry.elderly === true}
            onChange={({ currentTarget: { checked } }) =>
              change({ answer: entry.answer, ...(checked ? { elderly: true } : {}) })
            }
          />{' '}
          {texts.elderly}
        </label>
      ) : null}
    </div>
  );
}

type GivingProps = AnswerProps & { readonly give: (answer: Answer) => void };

function Choices({ item, name, entry, language, give }: GivingProps): JSX.Element | null {
  const { preview: texts } = CARD_TEXTS[language];
  const given = entry?.answer;
  if (item.answer.type === 'pass-fail')
    return (
      <>
        <Radio name={name} words={texts.met} isOn={given?.type === 'pass'} choose={() => give({ type: 'pass' })} />
        <Radio name={name} words={texts.failed} isOn={given?.type === 'fail'} choose={() => give({ type: 'fail' })} />
      </>
    );
  if (item.answer.type !== 'choice') return null;
  return (
    <>
      {item.answer.options.map(({ id, title }) => (
        <Radio
          key={id}
          name={name}
          words={title[language]}
          isOn={given?.type === 'choice' && given.option === id}
          choose={() => give({ type: 'choice', option: id })}
        />
      ))}
    </>
  );
}

interface RadioProps {
  readonly name: string;
  readonly words: string;
  readonly isOn: boolean;
  readonly choose: () => void;
}

function Radio({ name, words, isOn, choose }: RadioProps): JSX.Element {
  return (
    <label class="check-line">
      <input type="radio" name={name} checked={isOn} onChange={choose} /> {words}
    </label>
  );
}

function Typed({ item, entry, language, give, change }: GivingProps): JSX.Element | null {
  const { preview: texts } = CARD_TEXTS[language];
  const rule = item.answer;
  const take = (text: string): void => {
    const answer = answerFrom(rule.type, text.trim());
    if (answer === null) change(null);
    else give(answer);
  };
  switch (rule.type) {
    case 'points':
      return (
        <Typing
          key={String(entry === undefined)}
          typed={typedOf(entry?.answer)}
          words={texts.given(item.points ?? null)}
          take={take}
        />
      );
    case 'count':
      return (
        <Typing key={String(entry === undefined)} typed={typedOf(entry?.answer)} words={texts.count} take={take} />
      );
    case 'timer':
      return (
        <Typing key={String(entry === undefined)} typed={typedOf(entry?.answer)} words={texts.seconds} take={take} />
      );
    case 'text':
      return (
        <Typing
          key={String(entry === undefined)}
          typed={typedOf(entry?.answer)}
          words={texts.text}
          take={take}
          isWide
        />
      );
    default:
      return null;
  }
}

interface TypingProps {
  readonly words: string;
  /** What was given before. */
  readonly typed: string;
  readonly take: (text: string) => void;
  readonly isWide?: boolean;
}

/** What is typed counts once the field is left, so that "0." on the way to "0.5" is no mistake. */
function Typing({ words, typed, take, isWide = false }: TypingProps): JSX.Element {
  return (
    <label class="typed" data-wide={isWide}>
      {words}
      <input
        class="field"
        inputMode={isWide ? 'text' : 'decimal'}
        defaultValue={typed}
        onChange={(event) => take(event.currentTarget.value)}
      />
    </label>
  );
}

function typedOf(answer: Answer | undefined): string {
  switch (answer?.type) {
    case 'points':
      return answer.points;
    case 'count':
      return String(answer.count);
    case 'timer':
      return String(Math.round(answer.ms / 1_000));
    case 'text':
      return answer.text;
    default:
      return '';
  }
}

/** Null for what is no answer of this kind. */
export function answerFrom(type: Item['answer']['type'], text: string): Answer | null {
  const isWhole = /^\d{1,6}$/.test(text);
  switch (type) {
    case 'points':
      return /^(?:0|[1-9]\d{0,4})(?:\.\d{1,3})?$/.test(text) ? { type, points: text } : null;
    case 'count':
      return isWhole ? { type, count: Number(text) } : null;
    case 'timer':
      return isWhole && Number(text) <= 86_400 ? { type, ms: Number(text) * 1_000 } : null;
    case 'text':
      return text === '' ? null : { type, text: text.slice(0, 4_000) };
    default:
      return null;
  }
}

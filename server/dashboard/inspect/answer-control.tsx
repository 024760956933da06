import type { JSX } from 'preact';
import { formatPoints } from '#rubric/scorecards/format-points.ts';
import { parsePoints } from '#rubric/scorecards/points.ts';
import type { Item } from '#rubric/scorecards/schema.ts';
import type { Answer } from '#rubric/scorecards/sheet.ts';
import type { Language } from '../shell/language.ts';
import type { Draft } from './draft.ts';
import type { Phone } from './phone.ts';
import { NumberControl } from './number-control.tsx';
import { StopwatchControl } from './stopwatch-control.tsx';
import { TEXTS } from './texts.ts';
import type { Visit } from './visit.ts';

export interface AnswerProps {
  readonly phone: Phone;
  readonly visit: Visit;
  readonly draft: Draft;
  readonly item: Item;
  readonly cell: string;
  readonly language: Language;
  readonly answer: Answer | null;
  readonly choose: (answer: Answer | null) => void;
}

/** How one item is answered. */
export function AnswerControl(props: AnswerProps): JSX.Element {
  switch (props.item.answer.type) {
    case 'pass-fail':
      return <PassFail {...props} />;
    case 'points':
      return <Points {...props} />;
    case 'count':
      return <Count {...props} />;
    case 'choice':
      return <Choice {...props} />;
    case 'timer':
      return <StopwatchControl {...props} />;
    default:
      return <Words {...props} />;
  }
}

function PassFail({ cell, answer, choose, language }: AnswerProps): JSX.Element {
  const texts = TEXTS[language];
  const choice = (type: 'pass' | 'fail', mark: string): JSX.Element => (
    <button
      type="button"
      class="choice"
      data-kind={type}
      data-testid={`${type}-${cell}`}
      aria-pressed={answer?.type === type}
      onClick={() => choose(answer?.type === type ? null : { type })}
    >
      {mark} {texts[type]}
    </button>
  );
  return (
    <div class="pair">
      {choice('pass', '✓')}
      {choice('fail', '✗')}
    </div>
  );
}

function Points({ item, cell, answer, choose, language }: AnswerProps): JSX.Element {
  const texts = TEXTS[language];
  const most = item.points ?? null;
  const step = item.answer.type === 'points' ? (item.answer.step ?? '0.5') : '0.5';
  return (
    <NumberControl
      label={texts.points(most)}
      cell={cell}
      language={language}
      value={answer?.type === 'points' ? parsePoints(answer.points) : null}
      step={parsePoints(step)}
      most={most === null ? 99_999_999 : parsePoints(most)}
      format={formatPoints}
      parse={(text) => (/^\d{1,5}(?:\.\d{1,3})?$/.test(text) ? Math.round(Number(text) * 1000) : null)}
      choose={(points) => choose(points === null ? null : { type: 'points', points: formatPoints(points) })}
    />
  );
}

function Count({ item, cell, answer, choose, language }: AnswerProps): JSX.Element {
  const texts = TEXTS[language];
  const least = item.answer.type === 'count' ? (item.answer.atLeast ?? null) : null;
  return (
    <NumberControl
      label={texts.count(least)}
      cell={cell}
      language={language}
      value={answer?.type === 'count' ? answer.count : null}
      step={1}
      most={1_000_000}
      format={String}
      parse={(text) => (/^\d{1,7}$/.test(text) ? Number(text) : null)}
      choose={(count) => choose(count === null ? null : { type: 'count', count })}
    />
  );
}

function Choice({ item, cell, answer, choose, language }: AnswerProps): JSX.Element {
  const options = item.answer.type === 'choice' ? item.answer.options : [];
  const chosen = answer?.type === 'choice' ? answer.option : null;
  return (
    <div class="options">
      {options.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          class="choice"
          data-testid={`choice-${cell}-${id}`}
          aria-pressed={chosen === id}
          onClick={() => choose(chosen === id ? null : { type: 'choice', option: id })}
        >
          {title[language]}
        </button>
      ))}
    </div>
  );
}

function Words({ cell, answer, choose, language }: AnswerProps): JSX.Element {
  return (
    <label class="remark">
      {TEXTS[language].verbatim}
      <textarea
        class="field"
        rows={4}
        maxLength={4_000}
        data-testid={`text-${cell}`}
        value={answer?.type === 'text' ? answer.text : ''}
        onInput={({ currentTarget: { value } }) => choose(value === '' ? null : { type: 'text', text: value })}
      />
    </label>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isJudged } from '#rubric/scorecards/card-tree.ts';
import type { Item, Scorecard } from '#rubric/scorecards/schema.ts';
import type { Answer } from '#rubric/scorecards/sheet.ts';
import type { Relation } from '../../appraisals/results.ts';
import type { AppraisalTasks } from '../../appraisals/wire.ts';
import { Form, useSending } from '../parts/form.tsx';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import { AnswerInput } from '../scorecards/answer-input.tsx';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import { APPRAISAL_TEXTS } from './texts.ts';

interface AppraiseProps {
  readonly branch: string;
  readonly subject: string;
  readonly period: string;
  readonly language: Language;
}

/** What the viewer says of one person. */
export function Appraise(props: AppraiseProps): JSX.Element {
  const { branch, subject, period, language } = props;
  const texts = APPRAISAL_TEXTS[language];
  const path = `/api/branches/${encodeURIComponent(branch)}/appraisal-tasks/${encodeURIComponent(period)}`;
  const { asked, again } = useReply<AppraisalTasks>(path);
  return (
    <>
      <div class="page-head">
        <div>
          <a href={hrefOf(['appraisals', branch], { period })}>← {texts.back}</a>
          <h1>
            {texts.appraise}: {subject} · {period}
          </h1>
        </div>
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {({ people, cards }) => {
          const person = people.find(({ pseudonym }) => pseudonym === subject);
          if (person === undefined) return <Empty title={texts.refusals['no-such-person']!} />;
          if (person.isDone) return <Empty title={texts.refusals['already-there']!} />;
          if (cards.length === 0) return <Empty title={texts.noCards} />;
          return <Sheet {...props} relation={person.relation} cards={cards} />;
        }}
      </Loaded>
    </>
  );
}

interface SheetProps extends AppraiseProps {
  readonly relation: Relation;
  readonly cards: readonly Scorecard[];
}

type Answers = ReadonlyMap<string, Answer>;

function Sheet({ branch, subject, period, language, relation, cards }: SheetProps): JSX.Element {
  const texts = APPRAISAL_TEXTS[language];
  const [chosen, setChosen] = useState(cards[0]!.id);
  const [answers, setAnswers] = useState<Answers>(new Map());
  const card = cards.find(({ id }) => id === chosen)!;
  const sending = useSending('POST', `/api/branches/${encodeURIComponent(branch)}/appraisals`, {
    texts,
    done: () => {
      location.hash = hrefOf(['appraisals', branch], { period });
    },
  });
  const choose = (id: string): void => {
    setChosen(id);
    setAnswers(new Map());
  };
  const answer = (item: string, given: Answer | null): void => {
    const next = new Map(answers);
    if (given === null) next.delete(item);
    else next.set(item, given);
    setAnswers(next);
  };
  const missing = card.items.filter((item) => isJudged(item) && !answers.has(item.id)).length;
  const entries = [...answers].map(([item, given]) => ({ item, answer: given }));
  return (
    <section class="card sheet">
      <p class="quiet">{texts.formAbout[relation]}</p>
      <Form sending={sending} submit={() => sending.send({ period, subject, card: chosen, entries })} texts={texts}>
        {cards.length === 1 ? null : (
          <SelectField
            label={texts.card}
            value={chosen}
            choices={cards.map(({ id, title }) => ({ value: id, label: title[language] }))}
            change={choose}
            problem={sending.problemOf('card')}
          />
        )}
        <Items card={card} answers={answers} answer={answer} language={language} problemOf={sending.problemOf} />
        <p role="status" class="quiet">
          {missing === 0 ? '' : texts.unanswered(missing)}
        </p>
        <button type="submit" class="button" data-kind="primary" disabled={missing > 0}>
          {texts.sign}
        </button>
      </Form>
    </section>
  );
}

interface ItemsProps {
  readonly card: Scorecard;
  readonly answers: Answers;
  readonly answer: (item: string, given: Answer | null) => void;
  readonly language: Language;
  readonly problemOf: (field: string) => string | undefined;
}

function Items({ card, answers, answer, language, problemOf }: ItemsProps): JSX.Element {
  const order = [...answers.keys()];
  const problemWith = ({ id }: Item): string | undefined =>
    problemOf(`entries.${id}`) ?? problemOf(`entries.${String(order.indexOf(id))}.answer.points`);
  return (
    <>
      {card.items.map((item) => {
        const given = answers.get(item.id);
        const problem = problemWith(item);
        return (
          <fieldset key={`${card.id} ${item.id}`} class="sheet-item" data-testid={`item-${item.id}`}>
            <legend>{item.title[language]}</legend>
            {item.criterion === undefined ? null : <p class="quiet">{item.criterion[language]}</p>}
            <AnswerInput
              item={item}
              name={item.id}
              entry={given === undefined ? undefined : { item: item.id, answer: given, evidence: [] }}
              language={language}
              change={(next) => answer(item.id, next?.answer ?? null)}
            />
            {problem === undefined ? null : <p class="over">▲ {problem}</p>}
          </fieldset>
        );
      })}
    </>
  );
}

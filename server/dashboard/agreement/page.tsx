import './agreement.css';
import type { JSX } from 'preact';
import type { AgreementView } from '../../inspections/agreement/wire.ts';
import { Field } from '../parts/field.tsx';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { PageProps } from '../shell/page.ts';
import { hrefOf } from '../shell/router.ts';
import { CardSection } from './card-section.tsx';
import { goalState, percent, quartersUpto, shareOf } from './figures.ts';
import { AGREEMENT_TEXTS, type AgreementTexts } from './texts.ts';
import { TypingSection } from './typing-section.tsx';

const QUARTERS = 8;

/** How far two people agree who judged or typed the same: per quarter. */
export function Page({ language, clock, place }: PageProps): JSX.Element {
  const texts = AGREEMENT_TEXTS[language];
  const quarters = quartersUpto(new Date(clock.now()).toISOString().slice(0, 10), QUARTERS);
  const period = place.path[0] ?? quarters[0]!;
  const { asked, again } = useReply<AgreementView>(`/api/agreement?period=${encodeURIComponent(period)}`);
  return (
    <>
      <div class="page-head">
        <h1>{texts.title}</h1>
        <p class="quiet">{texts.about}</p>
      </div>
      <div class="card period">
        <Field label={texts.period}>
          {(attributes) => (
            <select
              {...attributes}
              class="field"
              value={period}
              onChange={(event) => {
                location.hash = hrefOf(['agreement', event.currentTarget.value]);
              }}
            >
              {[...new Set([...quarters, period])].map((quarter) => (
                <option key={quarter} value={quarter}>
                  {quarterName(quarter, texts)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {(view) =>
          view.visits === 0 ? (
            <Empty title={texts.noVisits}>
              <p>{texts.noVisitsAbout}</p>
            </Empty>
          ) : (
            <>
              <DoubleShare view={view} texts={texts} />
              {view.cards.map((card) => (
                <CardSection
                  key={`${card.card.id}/${String(card.card.version)}`}
                  of={card}
                  minPairs={view.minPairs}
                  language={language}
                  texts={texts}
                />
              ))}
              <TypingSection view={view} language={language} texts={texts} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

function quarterName(quarter: string, texts: AgreementTexts): string {
  const [, year, number] = /^(\d{4})-Q([1-4])$/.exec(quarter) ?? [];
  return year === undefined || number === undefined ? quarter : texts.quarter(year, number);
}

const TONES = { below: 'near', within: 'ok', above: 'info' } as const;

function DoubleShare({ view, texts }: { readonly view: AgreementView; readonly texts: AgreementTexts }): JSX.Element {
  const { visits, doubleVisits, goal } = view;
  const state = goalState(view, goal);
  return (
    <section class="card agreement-card" data-testid="double-share">
      <h2>{texts.share}</h2>
      <p>
        <b class="share">{shareOf(doubleVisits, visits)}</b>{' '}
        <span class="tag" data-tone={TONES[state]}>
          {texts.goals[state]} ({texts.goal(percent(goal.low), percent(goal.high))})
        </span>
      </p>
      <p class="quiet">{texts.shareSaid(doubleVisits, visits)}</p>
      {doubleVisits === 0 ? <p>{texts.noDoubles}</p> : null}
    </section>
  );
}

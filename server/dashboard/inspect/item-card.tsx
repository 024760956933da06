import type { JSX } from 'preact';
import type { Item, Scorecard } from '#rubric/scorecards/schema.ts';
import { cellDraft, withCell, type CellDraft, type Draft } from './draft.ts';
import { AnswerControl } from './answer-control.tsx';
import { EvidencePicker } from './evidence-picker.tsx';
import type { FormProps } from './form.tsx';
import { cellsOf } from './screens.ts';
import { TEXTS } from './texts.ts';

interface ItemProps extends FormProps {
  readonly card: Scorecard;
  readonly draft: Draft;
  readonly item: Item;
}

/** An item with everything that can be said about it; on cards by role once per role. */
export function ItemCard(props: ItemProps): JSX.Element {
  const { card, item, language } = props;
  return (
    <article class="card item" data-testid={`item-${item.id}`}>
      <h4 id={`title-${item.id}`}>{item.title[language]}</h4>
      {item.criterion === undefined ? null : <p class="quiet">{item.criterion[language]}</p>}
      {cellsOf(card, item).map(({ cell, role }) => (
        <Cell key={cell} {...props} cell={cell} role={role} />
      ))}
    </article>
  );
}

interface CellProps extends ItemProps {
  readonly cell: string;
  readonly role: string | undefined;
}

function Cell(props: CellProps): JSX.Element {
  const { phone, visit, card, draft, item, cell, role, language } = props;
  const texts = TEXTS[language];
  const typed = cellDraft(draft, cell);
  const isLocked = visit.signing.state !== 'open';
  const change = (fields: Partial<CellDraft>): void => phone.edit(visit.key, (now) => withCell(now, cell, fields));
  const toggle = (type: 'not-applicable'): void => change({ answer: typed.answer?.type === type ? null : { type } });
  return (
    <fieldset class="cell" disabled={isLocked} aria-labelledby={`title-${item.id}`}>
      {role === undefined ? null : <p>{card.roles.find(({ id }) => id === role)?.title[language] ?? role}</p>}
      <AnswerControl
        {...{ phone, visit, draft, item, cell, language }}
        answer={typed.answer}
        choose={(answer) => change({ answer })}
      />
      <div class="more">
        {item.allowNotApplicable ? (
          <button
            type="button"
            class="chip"
            data-testid={`na-${cell}`}
            aria-pressed={typed.answer?.type === 'not-applicable'}
            onClick={() => toggle('not-applicable')}
          >
            {texts.notApplicable}
          </button>
        ) : null}
        {item.diversion === true ? (
          <button
            type="button"
            class="chip"
            aria-pressed={typed.elderly}
            onClick={() => change({ elderly: !typed.elderly })}
          >
            {texts.elderly}
          </button>
        ) : null}
      </div>
      <Remarks {...props} typed={typed} change={change} />
    </fieldset>
  );
}

interface RemarksProps extends CellProps {
  readonly typed: CellDraft;
  readonly change: (fields: Partial<CellDraft>) => void;
}

/** Note, who answers for it, evidence: open where the card will ask for them. */
function Remarks(props: RemarksProps): JSX.Element {
  const { card, item, cell, typed, change, language } = props;
  const texts = TEXTS[language];
  const isFailed = typed.answer?.type === 'fail';
  const isNamed = card.responsibleRequired || item.responsibleRole !== undefined || typed.responsible !== '';
  return (
    <>
      {isNamed ? (
        <label class="remark">
          {texts.responsible} <span class="quiet">{texts.responsibleHint}</span>
          <input
            class="field"
            maxLength={64}
            autocomplete="off"
            data-testid={`responsible-${cell}`}
            value={typed.responsible}
            onInput={(event) => change({ responsible: event.currentTarget.value })}
          />
        </label>
      ) : null}
      <details class="remark" open={isFailed || typed.note !== '' || typed.evidence.length > 0}>
        <summary>
          {texts.note} · {texts.evidence}
        </summary>
        <label>
          {texts.note}
          <textarea
            class="field"
            rows={2}
            maxLength={1_000}
            data-testid={`note-${cell}`}
            value={typed.note}
            onInput={(event) => change({ note: event.currentTarget.value })}
          />
        </label>
        {isFailed && item.evidenceOnFail && typed.evidence.length === 0 ? (
          <p class="needed">▲ {texts.evidenceNeeded}</p>
        ) : null}
        <EvidencePicker {...props} />
      </details>
    </>
  );
}

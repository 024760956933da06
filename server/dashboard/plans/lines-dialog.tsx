import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Kind, Mode, PlanLine, PlanView } from '../../inspections/wire.ts';
import { KIND_ORDER, WORDS } from '../inspections/words.ts';
import { FormButtons } from '../parts/form-buttons.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { InputField, SelectField } from '../parts/inputs.tsx';
import type { Language } from '../shell/language.ts';
import { request } from '../shell/request.ts';
import { Failure, type Refusal } from './failure.tsx';
import type { Texts } from './texts.ts';

interface LinesDialogProps {
  readonly view: PlanView;
  readonly language: Language;
  readonly texts: Texts;
  readonly close: () => void;
  readonly again: () => void;
}

type Common = Omit<PlanLine, 'branch'>;

/** So many visits of one kind at each of the chosen branches. */
export function LinesDialog({ view, language, texts, close, again }: LinesDialogProps): JSX.Element {
  const [common, setCommon] = useState<Common>(() => startOf(view));
  const [branches, setBranches] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isAsked, setAsked] = useState(false);
  const cards = view.cards.filter(({ kinds }) => kinds.includes(common.kind));
  const chosen = cards.find(({ id }) => id === common.card) ?? (cards.length === 1 ? cards[0] : undefined);
  const card = chosen?.id;
  const isReady = branches.size > 0 && card !== undefined;
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (!isReady) return;
    const lines = [...branches].map((branch) => ({ ...common, card, branch }));
    const reply = await request('PUT', `/api/plans/${encodeURIComponent(view.plan.id)}/lines`, { lines });
    if (!reply.ok) return setRefusal(reply);
    again();
    close();
  };
  return (
    <Dialog title={texts.planLines} close={close}>
      <form class="plan-form" onSubmit={(event) => void save(event)}>
        <CommonFields
          common={{ ...common, card: card ?? '' }}
          change={(fields) => setCommon({ ...common, ...fields })}
          cards={cards}
          isAsked={isAsked}
          language={language}
          texts={texts}
        />
        <BranchChoice view={view} language={language} texts={texts} chosen={branches} choose={setBranches} />
        {isAsked && branches.size === 0 ? <p class="over">▲ {texts.noneChosen}</p> : null}
        <Failure refusal={refusal} texts={texts} />
        <FormButtons save={texts.save} cancel={texts.cancel} close={close} />
      </form>
    </Dialog>
  );
}

/** The whole quarter, one announced inspection. */
function startOf({ plan }: PlanView): Common {
  const [year, number] = [Number(plan.quarter.slice(0, 4)), Number(plan.quarter.slice(6))];
  const day = (month: number, date: number): string => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
  return {
    kind: 'announced',
    visits: 1,
    card: '',
    mode: 'digital',
    from: day(number * 3 - 3, 1),
    to: day(number * 3, 0),
  };
}

interface CommonFieldsProps {
  readonly common: Common;
  readonly change: (fields: Partial<Common>) => void;
  readonly cards: PlanView['cards'];
  readonly isAsked: boolean;
  readonly language: Language;
  readonly texts: Texts;
}

function CommonFields({ common, change, cards, isAsked, language, texts }: CommonFieldsProps): JSX.Element {
  const { kinds, modes } = WORDS[language];
  const { kind, card, visits, mode, from, to } = common;
  const missing = isAsked && card === '' ? texts.choose : undefined;
  const cardProblem = cards.length === 0 ? texts.noCards : missing;
  return (
    <div class="plan-fields">
      <SelectField
        label={texts.kind}
        value={kind}
        change={(value) => change({ kind: value as Kind })}
        options={KIND_ORDER.map((each) => [each, kinds[each]])}
      />
      <SelectField
        label={texts.card}
        problem={cardProblem}
        value={card}
        change={(value) => change({ card: value })}
        options={[
          ...(card === '' ? [['', texts.choose] as const] : []),
          ...cards.map((each) => [each.id, each[language]] as const),
        ]}
      />
      <InputField
        label={texts.count}
        hint={texts.countHint}
        type="number"
        min={0}
        max={12}
        required
        value={String(visits)}
        change={(value) => change({ visits: Number(value) })}
      />
      <SelectField
        label={texts.mode}
        value={mode}
        change={(value) => change({ mode: value as Mode })}
        options={[
          ['digital', modes.digital],
          ['paper', modes.paper],
        ]}
      />
      <InputField label={texts.from} type="date" required value={from} change={(value) => change({ from: value })} />
      <InputField label={texts.to} type="date" required value={to} change={(value) => change({ to: value })} />
    </div>
  );
}

interface BranchChoiceProps extends Pick<LinesDialogProps, 'view' | 'language' | 'texts'> {
  readonly chosen: ReadonlySet<string>;
  readonly choose: (branches: ReadonlySet<string>) => void;
}

function BranchChoice({ view, language, texts, chosen, choose }: BranchChoiceProps): JSX.Element {
  const all = view.branches.map(({ branch }) => branch);
  const toggle = (branch: string): void => {
    const next = new Set(chosen);
    if (!next.delete(branch)) next.add(branch);
    choose(next);
  };
  return (
    <fieldset class="branch-choice">
      <legend>
        {texts.branches} ({chosen.size}/{all.length})
      </legend>
      <label>
        <input
          type="checkbox"
          checked={chosen.size === all.length}
          onChange={() => choose(new Set(chosen.size === all.length ? [] : all))}
        />
        {texts.all}
      </label>
      <div class="branch-boxes">
        {view.branches.map((each) => (
          <label key={each.branch}>
            <input type="checkbox" checked={chosen.has(each.branch)} onChange={() => toggle(each.branch)} />
            {each[language]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

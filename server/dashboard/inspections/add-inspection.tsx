import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { InspectionChoices, Kind, Mode, NewInspection } from '../../inspections/wire.ts';
import { formatDateTime } from '../live/format.ts';
import { DayField } from '../parts/day-field.tsx';
import { FormButtons } from '../parts/form-buttons.tsx';
import { Form, useSending, type Sending } from '../parts/form.tsx';
import { SelectField, type Choice } from '../parts/select-field.tsx';
import { TextField } from '../parts/text-field.tsx';
import { PLAN_TEXTS } from '../plans/texts.ts';
import { useReply, type Asked } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import { Adding, kindChoices } from './adding.tsx';
import { ADDING_TEXTS, type AddingTexts } from './adding-texts.ts';
import { WORDS } from './words.ts';

interface AddInspectionProps {
  readonly language: Language;
  readonly now: number;
}

/** An inspection that no plan foresaw. */
export function AddInspection(props: AddInspectionProps): JSX.Element {
  return (
    <Adding title="add" language={props.language}>
      {(branches) => <AddForm {...props} branches={branches} />}
    </Adding>
  );
}

type Draft = Omit<NewInspection, 'second'> & { readonly branch: string; readonly second: string };

interface FieldsProps {
  readonly draft: Draft;
  readonly change: (fields: Partial<Draft>) => void;
  readonly sending: Pick<Sending<unknown>, 'problemOf'>;
  readonly language: Language;
  readonly texts: AddingTexts;
}

function AddForm({ branches, language, now }: AddInspectionProps & { readonly branches: readonly Choice[] }) {
  const texts = ADDING_TEXTS[language];
  const today = formatDateTime(now).slice(0, 10);
  const [draft, setDraft] = useState<Draft>({
    branch: '',
    kind: 'announced',
    card: '',
    from: today,
    to: today,
    mode: 'digital',
    inspector: '',
    second: '',
    reason: '',
  });
  const { branch, second, ...rest } = draft;
  const at = `/api/branches/${encodeURIComponent(branch)}`;
  const sending = useSending<{ readonly id: string }>('POST', `${at}/inspections`, {
    texts,
    done: ({ id }) => {
      location.hash = hrefOf(['inspections', branch, id]);
    },
  });
  const query = new URLSearchParams({ kind: draft.kind, from: draft.from, to: draft.to }).toString();
  const { asked } = useReply<InspectionChoices>(branch === '' ? null : `${at}/inspection-choices?${query}`);
  const fields: FieldsProps = {
    draft,
    change: (changed) => setDraft({ ...draft, ...changed }),
    sending,
    language,
    texts,
  };
  return (
    <Form
      sending={sending}
      submit={() => sending.send({ ...rest, second: second === '' ? null : second })}
      texts={texts}
    >
      <WhereAndWhen {...fields} branches={branches} />
      <Who {...fields} asked={branch === '' ? null : asked} />
      <TextField
        label={texts.reason}
        hint={texts.reasonHint}
        value={draft.reason}
        change={(reason) => fields.change({ reason })}
        problem={sending.problemOf('reason')}
      />
      <FormButtons
        save={texts.assign}
        cancel={texts.cancel}
        close={() => {
          location.hash = hrefOf(['inspections']);
        }}
      />
    </Form>
  );
}

function WhereAndWhen(props: FieldsProps & { readonly branches: readonly Choice[] }): JSX.Element {
  const { draft, change, sending, language, texts, branches } = props;
  const { modes } = WORDS[language];
  // What was chosen for another branch or kind need not be there.
  const anew = { card: '', inspector: '', second: '' };
  return (
    <div class="adding-fields">
      <SelectField
        label={texts.branch}
        value={draft.branch}
        choices={branches}
        change={(branch) => change({ ...anew, branch })}
        required
      />
      <SelectField
        label={texts.kind}
        value={draft.kind}
        choices={kindChoices(language)}
        change={(kind) => change({ ...anew, kind: kind as Kind })}
      />
      <DayField
        label={texts.from}
        value={draft.from}
        change={(from) => change({ from })}
        problem={sending.problemOf('from')}
      />
      <DayField label={texts.to} value={draft.to} change={(to) => change({ to })} problem={sending.problemOf('to')} />
      <SelectField
        label={texts.mode}
        value={draft.mode}
        choices={(['digital', 'paper'] as const).map((mode) => ({ value: mode, label: modes[mode] }))}
        change={(mode) => change({ mode: mode as Mode })}
      />
    </div>
  );
}

function Who(props: FieldsProps & { readonly asked: Asked<InspectionChoices> | null }): JSX.Element {
  const { draft, change, sending, language, texts, asked } = props;
  if (asked?.state !== 'there') {
    const isWrong = asked?.state === 'failed';
    return (
      <p class={isWrong ? 'over' : 'quiet'} role="status">
        {isWrong ? `▲ ${texts.problems['to']}` : texts.chooseFirst}
      </p>
    );
  }
  const { cards, candidates } = asked.value;
  const free = candidates.filter(({ conflicts }) => conflicts.length === 0);
  const people = free.map(({ account, name, concerns }) => ({
    value: account,
    label: concerns.length === 0 ? name : `▲ ${name}`,
  }));
  const first = { value: '', label: texts.choose };
  return (
    <>
      {cards.length === 0 ? <p class="over">▲ {texts.noCards}</p> : null}
      {people.length === 0 ? <p class="over">▲ {texts.noCandidates}</p> : null}
      <div class="adding-fields">
        <SelectField
          label={texts.card}
          value={draft.card}
          choices={[first, ...cards.map((card) => ({ value: card.id, label: card[language] }))]}
          change={(card) => change({ card })}
          problem={sending.problemOf('card')}
          required
        />
        <SelectField
          label={texts.inspector}
          value={draft.inspector}
          choices={[first, ...people]}
          change={(inspector) => change({ inspector })}
          problem={sending.problemOf('inspector')}
          required
        />
        <SelectField
          label={texts.second}
          value={draft.second}
          choices={[{ value: '', label: texts.nobody }, ...people.filter(({ value }) => value !== draft.inspector)]}
          change={(second) => change({ second })}
          problem={sending.problemOf('second')}
        />
      </div>
      {candidates
        .find(({ account }) => account === draft.inspector)
        ?.concerns.map((concern) => (
          <p key={concern.code} class="near">
            ▲ {PLAN_TEXTS[language].concern(concern)}
          </p>
        ))}
    </>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CandidateView, PlanView, SlotView } from '../../inspections/wire.ts';
import { WORDS } from '../inspections/words.ts';
import { FormButtons } from '../parts/form-buttons.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { InputField, SelectField } from '../parts/inputs.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { request } from '../shell/request.ts';
import { DeclareTie } from './declare-tie.tsx';
import { Failure, type Refusal } from './failure.tsx';
import type { Texts } from './texts.ts';

interface AssignDialogProps {
  readonly view: PlanView;
  readonly slot: SlotView;
  readonly language: Language;
  readonly texts: Texts;
  readonly close: () => void;
  readonly again: () => void;
}

/** Who makes this visit: everybody with what stands or speaks against them. */
export function AssignDialog(props: AssignDialogProps): JSX.Element {
  const { view, slot, language, texts, close } = props;
  const path = `/api/plans/${encodeURIComponent(view.plan.id)}/branches/${slot.branch}/slots/${slot.id}`;
  const { asked, again } = useReply<readonly CandidateView[]>(`${path}/candidates`);
  const branch = view.branches.find((each) => each.branch === slot.branch)?.[language] ?? slot.branch;
  return (
    <Dialog title={`${texts.assignTitle} · ${branch}`} close={close}>
      <p class="soft">
        {WORDS[language].kinds[slot.kind]} · {slot.from} – {slot.to}
      </p>
      <Loaded asked={asked} language={language} again={again}>
        {(candidates) => (
          <>
            <AssignForm {...props} path={path} candidates={candidates} />
            <DeclareTie
              branch={slot.branch}
              candidates={candidates}
              language={language}
              done={() => {
                again();
                props.again();
              }}
            />
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

interface AssignFormProps extends AssignDialogProps {
  readonly path: string;
  readonly candidates: readonly CandidateView[];
}

interface Choice {
  readonly inspector: string | null;
  readonly second: string | null;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

function AssignForm({ path, slot, candidates, texts, close, again }: AssignFormProps): JSX.Element {
  const [choice, setChoice] = useState<Choice>({ ...slot, reason: slot.reason ?? '' });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const change = (fields: Partial<Choice>): void => setChoice({ ...choice, ...fields });
  const chosen = candidates.find(({ account }) => account === choice.inspector);
  const needsReason = (chosen?.concerns.length ?? 0) > 0;
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { inspector, second, from, to } = choice;
    const reason = choice.reason.trim() === '' ? null : choice.reason;
    const reply = await request('PUT', path, { inspector, second, from, to, mode: slot.mode, reason });
    if (!reply.ok) return setRefusal(reply);
    again();
    close();
  };
  return (
    <form class="plan-form" onSubmit={(event) => void save(event)}>
      <Candidates
        candidates={candidates}
        chosen={choice.inspector}
        choose={(inspector) => change({ inspector })}
        texts={texts}
      />
      {needsReason ? (
        <InputField
          label={texts.reason}
          hint={texts.reasonHint}
          problem={choice.reason.trim().length < 4 ? texts.reasonMissing : undefined}
          required
          minLength={4}
          maxLength={400}
          value={choice.reason}
          change={(reason) => change({ reason })}
        />
      ) : null}
      <MoreFields choice={choice} change={change} candidates={candidates} texts={texts} />
      <Failure refusal={refusal} texts={texts} />
      <FormButtons save={texts.save} cancel={texts.cancel} close={close} />
    </form>
  );
}

interface MoreFieldsProps {
  readonly choice: Choice;
  readonly change: (fields: Partial<Choice>) => void;
  readonly candidates: readonly CandidateView[];
  readonly texts: Texts;
}

function MoreFields({ choice, change, candidates, texts }: MoreFieldsProps): JSX.Element {
  const seconds = candidates.filter(({ account, conflicts }) => account !== choice.inspector && conflicts.length === 0);
  return (
    <div class="plan-fields">
      <InputField label={texts.from} type="date" required value={choice.from} change={(from) => change({ from })} />
      <InputField label={texts.to} type="date" required value={choice.to} change={(to) => change({ to })} />
      <SelectField
        label={texts.second}
        value={choice.second ?? ''}
        change={(second) => change({ second: second === '' ? null : second })}
        options={[['', texts.noSecond], ...seconds.map(({ account, name }) => [account, name] as const)]}
      />
    </div>
  );
}

interface CandidatesProps {
  readonly candidates: readonly CandidateView[];
  readonly chosen: string | null;
  readonly choose: (account: string) => void;
  readonly texts: Texts;
}

function Candidates({ candidates, chosen, choose, texts }: CandidatesProps): JSX.Element {
  if (candidates.length === 0) return <p class="over">▲ {texts.noCandidates}</p>;
  return (
    <fieldset class="candidates">
      <legend>{texts.candidates}</legend>
      {candidates.map(({ account, name, visits, conflicts, concerns }) => (
        <label key={account} data-refused={conflicts.length > 0}>
          <input
            type="radio"
            name="inspector"
            checked={account === chosen}
            disabled={conflicts.length > 0}
            onChange={() => choose(account)}
          />
          <span>
            <strong>{name}</strong> <span class="soft">{texts.inQuarter(visits)}</span>
            <ul class="reasons">
              {conflicts.map((conflict) => (
                <li key={conflict.code} data-tone="over">
                  ✕ {texts.conflict(conflict)}
                </li>
              ))}
              {concerns.map((concern) => (
                <li key={concern.code} data-tone="near">
                  ▲ {texts.concern(concern)}
                </li>
              ))}
              {conflicts.length + concerns.length === 0 ? <li data-tone="ok">✓ {texts.free}</li> : null}
            </ul>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

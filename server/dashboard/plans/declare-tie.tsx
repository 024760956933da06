import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CandidateView } from '../../inspections/wire.ts';
import { DayField } from '../parts/day-field.tsx';
import { Form, useSending } from '../parts/form.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { TextField } from '../parts/text-field.tsx';
import type { Language } from '../shell/language.ts';
import { TIE_TEXTS } from './tie-texts.ts';

interface DeclareTieProps {
  readonly branch: string;
  readonly candidates: readonly CandidateView[];
  readonly language: Language;
  readonly done: () => void;
}

/** An interest that an inspector has told the planner of: from then on it stands against them. */
export function DeclareTie({ branch, candidates, language, done }: DeclareTieProps): JSX.Element {
  const texts = TIE_TEXTS[language];
  const [account, setAccount] = useState('');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const sending = useSending('POST', `/api/branches/${encodeURIComponent(branch)}/ties`, { texts, done });
  return (
    <details class="declare-tie">
      <summary>{texts.declare}</summary>
      <p class="soft">{texts.about}</p>
      <Form sending={sending} submit={() => sending.send({ account, until, reason })} texts={texts}>
        <div class="plan-fields">
          <SelectField
            label={texts.who}
            value={account}
            choices={[
              { value: '', label: texts.choose },
              ...candidates.map((each) => ({ value: each.account, label: each.name })),
            ]}
            change={setAccount}
            problem={sending.problemOf('account')}
            required
          />
          <DayField label={texts.until} value={until} change={setUntil} problem={sending.problemOf('until')} />
        </div>
        <TextField
          label={texts.reason}
          hint={texts.reasonHint}
          value={reason}
          change={setReason}
          problem={sending.problemOf('reason')}
        />
        <button type="submit" class="button">
          {texts.save}
        </button>
      </Form>
    </details>
  );
}

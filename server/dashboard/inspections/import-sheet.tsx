import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { formatDateTime } from '../live/format.ts';
import { DayField } from '../parts/day-field.tsx';
import { Field } from '../parts/field.tsx';
import { FormButtons } from '../parts/form-buttons.tsx';
import { Form, useSending, type Sending } from '../parts/form.tsx';
import { InputField } from '../parts/inputs.tsx';
import { SelectField, type Choice } from '../parts/select-field.tsx';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import { Adding, kindChoices, WrongPlaces } from './adding.tsx';
import { ADDING_TEXTS, type AddingTexts } from './adding-texts.ts';

interface ImportSheetProps {
  readonly language: Language;
  readonly now: number;
}

/** A sheet that was filled in elsewhere; what is flagged stands on the page of its inspection. */
export function ImportSheet(props: ImportSheetProps): JSX.Element {
  return (
    <Adding title="import" language={props.language}>
      {(branches) => <ImportForm {...props} branches={branches} />}
    </Adding>
  );
}

interface Draft {
  readonly branch: string;
  readonly kind: string;
  readonly visitedOn: string;
  readonly respondents: string;
  readonly file: File | null;
}

function ImportForm({ branches, language, now }: ImportSheetProps & { readonly branches: readonly Choice[] }) {
  const texts = ADDING_TEXTS[language];
  const today = formatDateTime(now).slice(0, 10);
  const [draft, setDraft] = useState<Draft>({
    branch: '',
    kind: 'announced',
    visitedOn: today,
    respondents: '',
    file: null,
  });
  const [isUnreadable, setUnreadable] = useState(false);
  const { branch, kind, visitedOn, respondents, file } = draft;
  const sending = useSending<{ readonly id: string }>('POST', `/api/branches/${encodeURIComponent(branch)}/sheets`, {
    texts,
    done: ({ id }) => {
      location.hash = hrefOf(['inspections', branch, id], { imported: '1' });
    },
  });
  const submit = async (): Promise<void> => {
    const sheet = file === null ? undefined : jsonOf(await file.text());
    setUnreadable(sheet === undefined);
    if (sheet === undefined) return;
    sending.send({ kind, visitedOn, respondents: kind === 'intercept' ? Number(respondents) : null, sheet });
  };
  const change = (fields: Partial<Draft>): void => setDraft({ ...draft, ...fields });
  return (
    <Form sending={sending} submit={() => void submit()} texts={texts}>
      <WrongPlaces problems={sending.refusal?.problems ?? []} texts={texts} />
      <div class="adding-fields">
        <VisitFields draft={draft} change={change} branches={branches} sending={sending} language={language} />
        <FileField texts={texts} isUnreadable={isUnreadable} change={(chosen) => change({ file: chosen })} />
      </div>
      <FormButtons
        save={texts.take}
        cancel={texts.cancel}
        close={() => {
          location.hash = hrefOf(['inspections']);
        }}
      />
    </Form>
  );
}

interface VisitFieldsProps {
  readonly draft: Draft;
  readonly change: (fields: Partial<Draft>) => void;
  readonly branches: readonly Choice[];
  readonly sending: Pick<Sending<unknown>, 'problemOf'>;
  readonly language: Language;
}

function VisitFields({ draft, change, branches, sending, language }: VisitFieldsProps): JSX.Element {
  const texts = ADDING_TEXTS[language];
  return (
    <>
      <SelectField
        label={texts.branch}
        value={draft.branch}
        choices={branches}
        change={(branch) => change({ branch })}
        required
      />
      <SelectField
        label={texts.kind}
        value={draft.kind}
        choices={kindChoices(language)}
        change={(kind) => change({ kind })}
        problem={sending.problemOf('kind')}
      />
      <DayField
        label={texts.visitedOn}
        value={draft.visitedOn}
        change={(visitedOn) => change({ visitedOn })}
        problem={sending.problemOf('visitedOn')}
      />
      {draft.kind === 'intercept' ? (
        <InputField
          label={texts.respondents}
          type="number"
          min={1}
          max={100_000}
          required
          value={draft.respondents}
          change={(respondents) => change({ respondents })}
          problem={sending.problemOf('respondents')}
        />
      ) : null}
    </>
  );
}

interface FileFieldProps {
  readonly texts: AddingTexts;
  readonly isUnreadable: boolean;
  readonly change: (file: File | null) => void;
}

function FileField({ texts, isUnreadable, change }: FileFieldProps): JSX.Element {
  return (
    <Field label={texts.file} hint={texts.fileHint} problem={isUnreadable ? texts.notJson : undefined}>
      {(its) => (
        <input
          {...its}
          class="field"
          type="file"
          accept="application/json,.json"
          required
          onChange={({ currentTarget }) => change(currentTarget.files?.[0] ?? null)}
        />
      )}
    </Field>
  );
}

/** Undefined for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

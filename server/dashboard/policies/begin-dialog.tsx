import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { BeginDraft, PolicyList, PolicySaved, PolicySummary } from '../../policies/wire.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import type { Language } from '../shell/language.ts';
import { request, type Reply } from '../shell/request.ts';
import { POLICY_TEXTS } from './texts.ts';

interface BeginProps {
  readonly kind: PolicySummary['kind'];
  readonly templates: PolicyList['templates'];
  readonly language: Language;
  readonly close: () => void;
  readonly done: (reply: Reply<PolicySaved>) => void;
}

const ID = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** Begins a draft from a template or from nothing, under an id of the bank's choice. */
export function BeginDialog({ kind, templates, language, close, done }: BeginProps): JSX.Element {
  const [template, setTemplate] = useState(templates[0]?.id ?? '');
  const [id, setId] = useState(templates[0]?.id ?? '');
  const [isTried, setTried] = useState(false);
  const texts = POLICY_TEXTS[language];
  const problem = isTried && !ID.test(id) ? texts.idHint : undefined;
  const choose = (chosen: string): void => {
    if (id === template) setId(chosen);
    setTemplate(chosen);
  };
  const begin = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (!ID.test(id)) return;
    const wish: BeginDraft = template === '' ? { from: 'nothing', id } : { from: 'template', template, id };
    done(await request<PolicySaved>('POST', `/api/policies/${kind}`, wish));
    close();
  };
  return (
    <Dialog title={texts.beginTitle} close={close}>
      <form class="form" onSubmit={(event) => void begin(event)}>
        <Field label={texts.beginFrom}>
          {(attributes) => (
            <select
              {...attributes}
              class="field"
              value={template}
              onChange={(event) => choose(event.currentTarget.value)}
            >
              {kind === 'scorecard' ? <option value="">{texts.nothing}</option> : null}
              {templates.map(({ id: each, title }) => (
                <option key={each} value={each}>
                  {texts.template(title[language])}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={texts.id} hint={texts.idHint} problem={problem}>
          {(attributes) => (
            <input
              {...attributes}
              class="field"
              value={id}
              onInput={(event) => setId(event.currentTarget.value.trim())}
            />
          )}
        </Field>
        <div class="actions">
          <button type="submit" class="button" data-kind="primary" data-testid="create">
            {texts.create}
          </button>
          <button type="button" class="button" onClick={close}>
            {texts.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

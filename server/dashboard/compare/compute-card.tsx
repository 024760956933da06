import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PolicyList } from '../../policies/wire.ts';
import type { ComputeReply } from '../../scoring/wire.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Form, useSending } from '../parts/form.tsx';
import { FormButtons } from '../parts/form-buttons.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import { formatPeriod } from '../scores/format.ts';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { computableVersions, type Computable } from './computable.ts';
import { TEXTS } from './texts.ts';

interface ComputeCardProps {
  readonly period: string;
  /** There are scores under another definition now. */
  readonly computed: () => void;
  readonly language: Language;
}

/** Computes the period under a version that it has no scores of yet, or once more. */
export function ComputeCard({ period, computed, language }: ComputeCardProps): JSX.Element {
  const { asked, again } = useReply<PolicyList>('/api/policies/composite');
  return (
    <section class="card compute" data-testid="compute">
      <h2>{TEXTS[language].compute}</h2>
      <p class="quiet">{TEXTS[language].computeAbout}</p>
      <Loaded asked={asked} language={language} again={again}>
        {({ policies }) => (
          <Compute period={period} versions={computableVersions(policies)} computed={computed} language={language} />
        )}
      </Loaded>
    </section>
  );
}

interface ComputeProps extends ComputeCardProps {
  readonly versions: readonly Computable[];
}

function Compute({ period, versions, computed, language }: ComputeProps): JSX.Element {
  const texts = TEXTS[language];
  const [key, setKey] = useState(versions[0]!.key);
  const [isAsking, setAsking] = useState(false);
  const [reply, setReply] = useState<ComputeReply | null>(null);
  const chosen = versions.find((each) => each.key === key)!;
  const titleOf = ({ title, policy, version }: Computable): string =>
    `${title[language]} · ${SCORE_WORDS[language].versionName(policy, version)}`;
  return (
    <>
      <div class="filters">
        <SelectField
          label={SCORE_WORDS[language].version}
          value={key}
          choices={versions.map((each) => ({ value: each.key, label: titleOf(each) }))}
          change={setKey}
        />
        <button type="button" class="button" onClick={() => setAsking(true)}>
          {texts.computeUnder(chosen.version)}
        </button>
      </div>
      <p role="status">{reply === null ? null : texts.computed(reply)}</p>
      {isAsking ? (
        <Confirm
          period={period}
          chosen={chosen}
          title={titleOf(chosen)}
          close={() => setAsking(false)}
          done={(value) => {
            setAsking(false);
            setReply(value);
            computed();
          }}
          language={language}
        />
      ) : null}
    </>
  );
}

interface ConfirmProps {
  readonly period: string;
  readonly chosen: Computable;
  readonly title: string;
  readonly close: () => void;
  readonly done: (reply: ComputeReply) => void;
  readonly language: Language;
}

function Confirm({ period, chosen, title, close, done, language }: ConfirmProps): JSX.Element {
  const texts = TEXTS[language];
  const path = `/api/scores/${encodeURIComponent(period)}/compute`;
  const sending = useSending<ComputeReply>('POST', path, { texts, done });
  const { policy, version } = chosen;
  return (
    <Dialog title={texts.compute} close={close}>
      <Form sending={sending} submit={() => sending.send({ policy, version })} texts={texts}>
        <p>{texts.confirm(formatPeriod(period, language), title)}</p>
        {sending.isSending ? <p role="status">{texts.computing}</p> : null}
        <FormButtons save={texts.computeUnder(version)} cancel={texts.cancel} close={close} />
      </Form>
    </Dialog>
  );
}

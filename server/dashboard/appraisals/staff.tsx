import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { StaffMember, StaffView } from '../../appraisals/wire.ts';
import { Form, useSending } from '../parts/form.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { SelectField, type Choice } from '../parts/select-field.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { request } from '../shell/request.ts';
import { APPRAISAL_TEXTS, type AppraisalTexts } from './texts.ts';

interface StaffProps {
  readonly branch: string;
  readonly language: Language;
}

/** Who works at the branch, kept by its manager. */
export function Staff({ branch, language }: StaffProps): JSX.Element {
  const texts = APPRAISAL_TEXTS[language];
  const path = `/api/branches/${encodeURIComponent(branch)}/staff`;
  const { asked, again } = useReply<StaffView>(path);
  return (
    <Loaded asked={asked} language={language} again={again}>
      {(view) => (
        <section class="card appraisal-staff">
          <h2>{texts.staff}</h2>
          <p class="quiet">{texts.staffAbout}</p>
          <StaffTable view={view} path={path} texts={texts} again={again} />
          <AddMember view={view} path={path} texts={texts} again={again} />
        </section>
      )}
    </Loaded>
  );
}

interface PartProps {
  readonly view: StaffView;
  readonly path: string;
  readonly texts: AppraisalTexts;
  readonly again: () => void;
}

function StaffTable({ view, path, texts, again }: PartProps): JSX.Element {
  const [code, setCode] = useState<string | null>(null);
  if (view.staff.length === 0) return <p class="quiet">{texts.nobody}</p>;
  const nameOf = (account: string | null): string =>
    view.accounts.find((each) => each.account === account)?.name ?? account ?? texts.noAccount;
  const turn = async ({ pseudonym, account, hasLeft }: StaffMember): Promise<void> => {
    const reply = await request('PUT', `${path}/${encodeURIComponent(pseudonym)}`, { account, hasLeft: !hasLeft });
    setCode(reply.ok ? null : reply.code);
    again();
  };
  return (
    <>
      {code === null ? null : (
        <p class="banner" data-tone="over" role="alert">
          {texts.refusals[code] ?? code}
        </p>
      )}
      <table>
        <thead>
          <tr>
            {[texts.pseudonym, texts.account, texts.state].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.staff.map((member) => (
            <tr key={member.pseudonym}>
              <th scope="row">{member.pseudonym}</th>
              <td>{nameOf(member.account)}</td>
              <td>
                {member.hasLeft ? texts.left : texts.works}{' '}
                <button
                  type="button"
                  class="button"
                  data-kind="quiet"
                  aria-label={`${member.hasLeft ? texts.comeBack : texts.leave}: ${member.pseudonym}`}
                  onClick={() => void turn(member)}
                >
                  {member.hasLeft ? texts.comeBack : texts.leave}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function AddMember({ view, path, texts, again }: PartProps): JSX.Element {
  const [pseudonym, setPseudonym] = useState('');
  const [account, setAccount] = useState('');
  const sending = useSending<StaffView>('PUT', `${path}/${encodeURIComponent(pseudonym.trim())}`, {
    texts,
    done: () => {
      setPseudonym('');
      setAccount('');
      again();
    },
  });
  const taken = new Set(view.staff.map((member) => member.account));
  const choices: readonly Choice[] = [
    { value: '', label: texts.noAccount },
    ...view.accounts
      .filter((each) => !taken.has(each.account))
      .map(({ account: value, name }) => ({ value, label: name })),
  ];
  return (
    <Form
      sending={sending}
      submit={() => sending.send({ account: account === '' ? null : account, hasLeft: false })}
      texts={texts}
    >
      <div class="appraisal-choice">
        <TextField
          label={texts.pseudonym}
          hint={texts.pseudonymHint}
          value={pseudonym}
          change={setPseudonym}
          problem={sending.problemOf('pseudonym')}
        />
        <SelectField
          label={texts.account}
          value={account}
          choices={choices}
          change={setAccount}
          problem={sending.problemOf('member.account')}
        />
      </div>
      <div class="actions">
        <button type="submit" class="button">
          {texts.add}
        </button>
      </div>
    </Form>
  );
}

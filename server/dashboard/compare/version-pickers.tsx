import type { JSX } from 'preact';
import type { PolicyRef } from '../../scoring/wire.ts';
import type { Language } from '../shell/language.ts';
import { TEXTS } from './texts.ts';
import { chosenVersions, comparablePolicies, versionsOf, type Versions } from './versions.ts';

interface VersionPickersProps {
  readonly policies: readonly PolicyRef[];
  readonly versions: Versions;
  readonly choose: (versions: Versions) => void;
  readonly language: Language;
}

export function VersionPickers({ policies, versions, choose, language }: VersionPickersProps): JSX.Element {
  const texts = TEXTS[language];
  const all = versionsOf(policies, versions.policy);
  return (
    <>
      <label class="picker">
        <span>{texts.policy}</span>
        <select
          class="field"
          value={versions.policy}
          onChange={({ currentTarget }) =>
            choose(chosenVersions(policies, { policy: currentTarget.value }) ?? versions)
          }
        >
          {comparablePolicies(policies).map((policy) => (
            <option key={policy} value={policy}>
              {policy}
            </option>
          ))}
        </select>
      </label>
      {(['from', 'to'] as const).map((side) => (
        <label key={side} class="picker">
          <span>{texts[side]}</span>
          <select
            class="field"
            value={String(versions[side])}
            data-testid={`version-${side}`}
            onChange={({ currentTarget }) => choose({ ...versions, [side]: Number(currentTarget.value) })}
          >
            {all.map((version) => (
              <option key={version} value={String(version)}>
                {version}
              </option>
            ))}
          </select>
        </label>
      ))}
    </>
  );
}

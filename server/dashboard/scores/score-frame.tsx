import './scores.css';
import type { ComponentChildren, JSX } from 'preact';
import type { PeriodList, PolicyRef } from '../../scoring/wire.ts';
import { formatDateTime } from '../live/format.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Bilingual, Language } from '../shell/language.ts';
import { hrefOf, type Place } from '../shell/router.ts';
import { chosenPolicy, keyOfPolicy, policyOf } from './choice.ts';
import { formatPeriod } from './format.ts';
import { SCORE_WORDS } from './words.ts';

interface WithPeriodsProps {
  /** Heading of the page until there is something to show. */
  readonly title: Bilingual;
  readonly language: Language;
  /** `again` asks for the list once more. */
  readonly children: (list: PeriodList, newest: string, again: () => void) => ComponentChildren;
}

/** Asks for which periods there are scores. */
export function WithPeriods({ title, language, children }: WithPeriodsProps): JSX.Element {
  const { asked, again } = useReply<PeriodList>('/api/periods');
  const words = SCORE_WORDS[language];
  const newest = asked.state === 'there' ? asked.value.periods[0]?.period : undefined;
  if (asked.state === 'there' && newest !== undefined) return <>{children(asked.value, newest, again)}</>;
  return (
    <>
      <div class="page-head">
        <h1>{title[language]}</h1>
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {() => (
          <Empty title={words.noPeriods}>
            <p>{words.noPeriodsHint}</p>
          </Empty>
        )}
      </Loaded>
    </>
  );
}

interface PickersProps {
  readonly list: PeriodList;
  readonly period: string;
  readonly place: Place;
  readonly language: Language;
  /** Address of another period. */
  readonly pathOf: (period: string) => readonly string[];
  /** False where the definition changes nothing, as for single shares. */
  readonly withPolicy?: boolean;
  /** Other controls of the page. */
  readonly children?: ComponentChildren;
}

/** Period and definition; a choice is an address, so that it can be sent to somebody. */
export function Pickers(props: PickersProps): JSX.Element {
  const { list, period, place, language, pathOf, withPolicy = true, children } = props;
  const words = SCORE_WORDS[language];
  const known = list.periods.some((each) => each.period === period);
  const periods = known
    ? list.periods.map((each) => each.period)
    : [period, ...list.periods.map((each) => each.period)];
  return (
    <div class="pickers">
      <label class="picker">
        <span>{words.period}</span>
        <select
          class="field"
          value={period}
          data-testid="period"
          onChange={({ currentTarget }) => {
            location.hash = hrefOf(pathOf(currentTarget.value), place.query);
          }}
        >
          {periods.map((each) => (
            <option key={each} value={each}>
              {formatPeriod(each, language)}
            </option>
          ))}
        </select>
      </label>
      {withPolicy ? <PolicyPicker list={list} place={place} language={language} path={pathOf(period)} /> : null}
      {children}
    </div>
  );
}

interface PolicyPickerProps {
  readonly list: PeriodList;
  readonly place: Place;
  readonly language: Language;
  readonly path: readonly string[];
}

function PolicyPicker({ list, place, language, path }: PolicyPickerProps): JSX.Element {
  const words = SCORE_WORDS[language];
  const chosen = chosenPolicy(place);
  const choose = (key: string): void => {
    const { policy: _, version: __, ...rest } = place.query;
    const policy = list.policies.find((each) => keyOfPolicy(each) === key);
    location.hash = hrefOf(
      path,
      policy === undefined ? rest : { ...rest, policy: policy.policy, version: String(policy.version) },
    );
  };
  return (
    <label class="picker">
      <span>{words.version}</span>
      <select
        class="field"
        value={chosen === null ? '' : keyOfPolicy(chosen)}
        data-testid="policy"
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value="">{words.versionInForce}</option>
        {list.policies.map((policy) => (
          <option key={keyOfPolicy(policy)} value={keyOfPolicy(policy)}>
            {policyName(policy, language)}
          </option>
        ))}
      </select>
    </label>
  );
}

export function policyName(policy: PolicyRef, language: Language): string {
  const words = SCORE_WORDS[language];
  return `${words.versionName(policy.policy, policy.version)}${policy.approved ? '' : words.template}`;
}

interface StampProps {
  readonly policy: PolicyRef;
  readonly computedAt: number;
  readonly isStale?: boolean;
  readonly language: Language;
}

/** By what and when it was computed, and what has to be known before anybody relies on it. */
export function Stamp({ policy, computedAt, isStale = false, language }: StampProps): JSX.Element {
  const words = SCORE_WORDS[language];
  return (
    <>
      {policy.approved ? null : (
        <p class="banner" data-tone="near" data-testid="not-approved">
          ▲ {words.notApproved}
        </p>
      )}
      <p class="stamp quiet">
        <span>{policyName(policy, language)}</span>
        <span>{words.computedAt(formatDateTime(computedAt))}</span>
        {isStale ? (
          <strong class="tag" data-tone="near" data-testid="stale">
            ◷ {words.stale}
          </strong>
        ) : null}
      </p>
    </>
  );
}

/** Address of a branch's score under the definition that is looked at. */
export function scoreHref(branch: string, period: string, place: Place): string {
  return hrefOf(['branches', branch, 'score', period], policyOf(place));
}

import type { JSX } from 'preact';
import type { ScoreView } from '../../scoring/wire.ts';
import { DataTable } from '../parts/data-table.tsx';
import { keyOfPolicy } from '../scores/choice.ts';
import { formatPoints } from '../scores/format.ts';
import { Grade } from '../scores/marks.tsx';
import { policyName } from '../scores/score-frame.tsx';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { hrefOf, type Place } from '../shell/router.ts';
import { TEXTS } from './texts.ts';

interface OtherVersionsProps {
  readonly view: ScoreView;
  readonly place: Place;
  readonly language: Language;
}

/** The same evidence under other definitions, side by side. */
export function OtherVersions({ view, place, language }: OtherVersionsProps): JSX.Element | null {
  if (view.others.length === 0) return null;
  const texts = TEXTS[language];
  const words = SCORE_WORDS[language];
  const { composite, policy } = view;
  const own =
    composite.state === 'scored'
      ? { policy, value: composite.value, grade: composite.grade }
      : { policy, value: null, grade: null };
  return (
    <section class="card" data-testid="other-versions">
      <h2>{texts.others}</h2>
      <DataTable
        caption={texts.others}
        language={language}
        rows={[own, ...view.others]}
        keyOf={(row) => keyOfPolicy(row.policy)}
        current={keyOfPolicy(policy)}
        columns={[
          {
            id: 'version',
            title: words.version,
            kind: 'head',
            cell: (row) =>
              row === own ? (
                `${policyName(row.policy, language)} · ${texts.thisOne}`
              ) : (
                <a
                  class="branch-link"
                  href={hrefOf(['branches', ...place.path], {
                    policy: row.policy.policy,
                    version: String(row.policy.version),
                  })}
                >
                  {policyName(row.policy, language)}
                </a>
              ),
          },
          {
            id: 'composite',
            title: words.composite,
            kind: 'figure',
            cell: ({ value }) => (value === null ? words.noScore : formatPoints(value)),
          },
          {
            id: 'grade',
            title: words.grade,
            cell: (row) =>
              row.grade === null ? '–' : <Grade grade={row.grade} grades={row.policy.grades} language={language} />,
          },
        ]}
      />
      <a class="branch-link" href={hrefOf(['compare', view.period], { policy: policy.policy })}>
        {texts.compareVersions}
      </a>
    </section>
  );
}

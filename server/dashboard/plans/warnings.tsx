import type { JSX } from 'preact';
import type { PlanView } from '../../inspections/wire.ts';
import { WORDS } from '../inspections/words.ts';
import type { Language } from '../shell/language.ts';
import type { Texts } from './texts.ts';

/** Points between visits of one branch, as a rule of thumb. */
const VISIT_SD_POINTS = 6;

interface WarningsProps {
  readonly view: PlanView;
  readonly language: Language;
  readonly texts: Texts;
}

/** Branches that this plan leaves with too few visits to be ranked. */
export function Warnings({ view, language, texts }: WarningsProps): JSX.Element | null {
  if (view.warnings.length === 0) return null;
  const nameOf = new Map(view.branches.map((branch) => [branch.branch, branch[language]]));
  return (
    <div class="banner plan-warnings" data-tone="near" role="status">
      {(['announced', 'mystery'] as const).map((kind) => {
        const found = view.warnings.filter((warning) => warning.kind === kind);
        const needed = found[0]?.needed;
        if (needed === undefined) return null;
        return (
          <div key={kind}>
            <p>
              ▲ {texts.tooFew(found.length, WORDS[language].kinds[kind], needed)}{' '}
              {kind === 'mystery' ? accuracyText(found, texts) : ''}
            </p>
            <details>
              <summary>{texts.which}</summary>
              <p>{found.map(({ branch, n }) => `${nameOf.get(branch) ?? branch} (${String(n)})`).join('、')}</p>
            </details>
          </div>
        );
      })}
      {view.isMinimumApproved ? null : <p class="soft">{texts.template}</p>}
    </div>
  );
}

/** How little one knows from so few visits, and from as many as are needed. */
function accuracyText(found: PlanView['warnings'], texts: Texts): string {
  const numbers = new Set([...found.map(({ n }) => n), found[0]!.needed].filter((n) => n > 0));
  return [...numbers]
    .toSorted((a, b) => a - b)
    .map((n) => texts.accuracy(n, (VISIT_SD_POINTS / Math.sqrt(n)).toFixed(1)))
    .join(' ');
}

import type { JSX } from 'preact';
import { formatPoints } from '#rubric/scorecards/format-points.ts';
import type { ItemResult, ScorecardResult, SheetFlag } from '#rubric/scorecards/result.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Language } from '../shell/language.ts';
import type { Texts } from './texts.ts';

interface FindingsProps {
  readonly result: ScorecardResult;
  readonly card: Scorecard;
  readonly language: Language;
  readonly texts: Texts;
}

/** What was not as it should be, and what is doubtful about the sheet itself. */
export function Findings({ result, card, language, texts }: FindingsProps): JSX.Element {
  const failed = result.items.filter(({ state }) => state === 'failed' || state === 'partly-met');
  return (
    <section class="card inspection-findings">
      <h2>{texts.findings}</h2>
      {failed.length === 0 ? <p class="quiet">{texts.noFindings}</p> : null}
      <ul>
        {result.vetoes.map(({ item, capsAt }) => (
          <li key={`veto ${item}`} data-tone="over">
            ✕ {itemTitle(card, item, language)} — {texts.veto(gradeTitle(card, capsAt, language))}
          </li>
        ))}
        {failed.map((item) => (
          <li key={`${item.item}/${item.cell ?? ''}`} data-tone="over">
            ✕ {findingText(card, item, language)}
            {item.deducted === 0 ? '' : ` −${formatPoints(item.deducted)}`}
          </li>
        ))}
        {result.flags.map((flag) => (
          <li key={JSON.stringify(flag)} data-tone="near">
            ▲ {flagText(card, flag, { language, texts })}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function itemTitle(card: Scorecard, id: string, language: Language): string {
  return card.items.find((item) => item.id === id)?.title[language] ?? id;
}

export function roleTitle(card: Scorecard, id: string, language: Language): string {
  return card.roles.find((role) => role.id === id)?.title[language] ?? id;
}

function gradeTitle(card: Scorecard, id: string, language: Language): string {
  return card.grades.find((grade) => grade.id === id)?.title[language] ?? id;
}

function findingText(card: Scorecard, { item: id, cell }: ItemResult, language: Language): string {
  const item = card.items.find((each) => each.id === id);
  const text = (item?.finding ?? item?.title)?.[language] ?? id;
  return cell === null ? text : `${text} (${roleTitle(card, cell, language)})`;
}

function flagText(
  card: Scorecard,
  flag: SheetFlag,
  { language, texts }: { readonly language: Language; readonly texts: Texts },
): string {
  if (flag.code !== 'printed-differs') {
    const cell = flag.cell === null ? '' : ` (${roleTitle(card, flag.cell, language)})`;
    return `${itemTitle(card, flag.item, language)}${cell}: ${texts.flag[flag.code]}`;
  }
  const titles = {
    total: '',
    section: card.sections.find(({ id }) => id === flag.id)?.title[language] ?? '',
    item: itemTitle(card, flag.id ?? '', language),
    role: roleTitle(card, flag.id ?? '', language),
  };
  const what = `${texts.printedOf[flag.of]} ${titles[flag.of]}`.trim();
  return texts.printedDiffers(what, formatPoints(flag.printed), formatPoints(flag.computed));
}

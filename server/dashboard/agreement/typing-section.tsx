import type { JSX } from 'preact';
import type { AgreementView, MismatchRate } from '../../inspections/agreement/wire.ts';
import type { Language } from '../shell/language.ts';
import { percent, shareOf } from './figures.ts';
import type { AgreementTexts } from './texts.ts';

interface TypingSectionProps {
  readonly view: AgreementView;
  readonly language: Language;
  readonly texts: AgreementTexts;
}

/** How often two entries of the same paper differ, and whether its times look invented. */
export function TypingSection({ view: { typing, typedTimes }, language, texts }: TypingSectionProps): JSX.Element {
  if (typing.papers === 0) return <p class="card quiet">{texts.noPapers}</p>;
  const byItem = typing.items.map((item) => ({
    ...item,
    name: item.title[language],
    key: `${item.card}/${item.item}`,
  }));
  const byPeople = typing.people.map((pair) => ({
    ...pair,
    name: pair.people.join(language === 'zh' ? '、' : ' and '),
    key: pair.people.join('/'),
  }));
  return (
    <section class="card agreement-card" data-testid="typing">
      <h2>{texts.typing}</h2>
      <p class="quiet">{texts.typingAbout(typing.papers)}</p>
      <Rates head={texts.people} rows={[{ ...typing.all, name: texts.all, key: '' }, ...byPeople]} texts={texts} />
      <Rates head={texts.item} rows={byItem} texts={texts} />
      <h3>{texts.times}</h3>
      <p>{timesSaid(typedTimes, texts)}</p>
    </section>
  );
}

interface RatesProps {
  readonly head: string;
  readonly rows: readonly (MismatchRate & { readonly name: string; readonly key: string })[];
  readonly texts: AgreementTexts;
}

function Rates({ head, rows, texts }: RatesProps): JSX.Element {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {[texts.places, texts.differing, texts.rate, texts.interval].map((column) => (
            <th key={column} scope="col" class="number">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, cells, differing, low, high }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td class="number">{cells}</td>
            <td class="number">{differing}</td>
            <td class="number">{shareOf(differing, cells)}</td>
            <td class="number">{low === null || high === null ? '–' : `${percent(low)} – ${percent(high)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Below this probability chance does not explain an uneven spread. */
const UNLIKELY = 0.01;

function timesSaid({ n, digits }: AgreementView['typedTimes'], texts: AgreementTexts): string {
  if (digits === null) return texts.timesFew(n);
  if (digits.p >= UNLIKELY) return texts.timesEven(n);
  return texts.timesOdd(n, shareOf(digits.counts[0]! + digits.counts[5]!, n));
}

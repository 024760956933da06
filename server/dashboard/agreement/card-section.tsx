import type { JSX } from 'preact';
import type { CardAgreement, CellAgreement } from '../../inspections/agreement/wire.ts';
import type { Language } from '../shell/language.ts';
import { DriftChart, driftRows } from './drift-chart.tsx';
import { coefficient } from './figures.ts';
import type { AgreementTexts } from './texts.ts';

interface CardSectionProps {
  readonly of: CardAgreement;
  readonly minPairs: number;
  readonly language: Language;
  readonly texts: AgreementTexts;
}

/** How far two scorers agree on one card. */
export function CardSection({ of, minPairs, language, texts }: CardSectionProps): JSX.Element {
  const { card, visits, cells, totals } = of;
  const rows = driftRows(of, language);
  return (
    <section class="card agreement-card" data-testid={`card-${card.id}`}>
      <h2>{texts.cardHead(card.title[language], card.version)}</h2>
      <p class="quiet">
        {texts.visits(visits)} {texts.minPairs(minPairs)}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.item}</th>
            {[texts.pairs, texts.agreed, texts.kappa, texts.weighted, texts.alpha].map((head) => (
              <th key={head} scope="col" class="number">
                {head}
              </th>
            ))}
            <th scope="col">{texts.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {cells.map((each) => (
            <tr key={each.cell}>
              <th scope="row">{each.title[language]}</th>
              <td class="number">{each.pairs}</td>
              <td class="number">{each.agreed}</td>
              <td class="number">{coefficient(each.kappa)}</td>
              <td class="number">{coefficient(each.weightedKappa)}</td>
              <td class="number">{coefficient(each.alpha)}</td>
              <td>
                <VerdictTag verdict={each.verdict} texts={texts} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <b>{texts.totals}</b> ({texts.totalsAbout(totals.pairs)}):{' '}
        {totals.icc21 === null
          ? texts.tooFew
          : `ICC(2,1) ${coefficient(totals.icc21)}, ICC(1,1) ${coefficient(totals.icc11)}`}
      </p>
      {rows.length === 0 ? null : (
        <>
          <h3>{texts.drift}</h3>
          <p class="quiet">{texts.driftAbout}</p>
          <DriftChart rows={rows} texts={texts} />
        </>
      )}
    </section>
  );
}

const TONES = {
  reliable: { tone: 'ok', mark: '✓' },
  tentative: { tone: 'near', mark: '◆' },
  'not-scored': { tone: 'over', mark: '▲' },
  'no-variation': { tone: undefined, mark: '–' },
  'too-few': { tone: undefined, mark: '–' },
} as const;

function VerdictTag({
  verdict,
  texts,
}: {
  readonly verdict: CellAgreement['verdict'];
  readonly texts: AgreementTexts;
}): JSX.Element {
  const { tone, mark } = TONES[verdict];
  return (
    <span class="tag" data-tone={tone}>
      {mark} {texts.verdicts[verdict]}
    </span>
  );
}

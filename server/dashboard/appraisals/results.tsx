import type { JSX } from 'preact';
import type { CardResults, RelationResults } from '../../appraisals/results.ts';
import { formatShare } from '../live/format.ts';
import type { Language } from '../shell/language.ts';
import type { AppraisalTexts } from './texts.ts';

interface ResultsProps<Of> {
  readonly results: Of;
  readonly language: Language;
  readonly texts: AppraisalTexts;
}

/** What was said of one person, a card after the other, the relations side by side. */
export function PersonResults({ results, language, texts }: ResultsProps<readonly CardResults[]>): JSX.Element {
  if (results.length === 0) return <p class="quiet">{texts.nothingYet}</p>;
  return (
    <>
      {results.map((each) => (
        <div key={`${each.card}/${String(each.version)}`} class="appraisal-card">
          <h3>
            {each.title[language]} <small class="quiet">{texts.version(each.version)}</small>
          </h3>
          <Shares results={each} language={language} texts={texts} />
          <Needs results={each} language={language} texts={texts} />
          <Words results={each} language={language} texts={texts} />
        </div>
      ))}
    </>
  );
}

function Shares({ results, language, texts }: ResultsProps<CardResults>): JSX.Element {
  const { relations } = results;
  const items = relations.find(({ said }) => said !== null)?.said?.items ?? [];
  return (
    <div class="appraisal-scroll" tabIndex={0} role="group" aria-label={results.title[language]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.item}</th>
            {relations.map(({ relation, n }) => (
              <th key={relation} scope="col" class="number">
                {texts.relations[relation]} <small>{texts.count(n)}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              <strong>{texts.whole}</strong>
            </th>
            {relations.map((each) => (
              <td key={each.relation} class="number">
                <strong>{wholeText(each, texts)}</strong>
              </td>
            ))}
          </tr>
          {items.map(({ item, title }) => (
            <tr key={item}>
              <th scope="row">{title[language]}</th>
              {relations.map(({ relation, said }) => {
                const told = said?.items.find((each) => each.item === item);
                return (
                  <td key={relation} class="number" data-tone={told?.isLow === true ? 'over' : undefined}>
                    {formatShare(told?.share ?? null) ?? '—'}
                    {told?.isLow === true ? ` ▼ ${texts.below}` : ''}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function wholeText({ n, said }: RelationResults, texts: AppraisalTexts): string {
  if (said === null) return n === 0 ? '—' : texts.tooFew;
  return formatShare(said.share) ?? '—';
}

function Needs({ results, language, texts }: ResultsProps<CardResults>): JSX.Element {
  const { needs } = results;
  return (
    <>
      <h4>{texts.needs}</h4>
      {needs.length === 0 ? <p class="quiet">{texts.noNeeds}</p> : null}
      <ul>
        {needs.map(({ item, title, relations }) => (
          <li key={item}>
            {title[language]}{' '}
            <span class="quiet">({relations.map((relation) => texts.relations[relation]).join('、')})</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Words({ results, texts }: ResultsProps<CardResults>): JSX.Element | null {
  const said = results.relations.flatMap(({ relation, said: told }) =>
    (told?.words ?? []).map(({ item, text }) => ({ relation, item, text })),
  );
  if (said.length === 0) return null;
  return (
    <>
      <h4>{texts.words}</h4>
      <ul>
        {said.map(({ relation, item, text }) => (
          <li key={`${relation} ${item} ${text}`} class="said">
            {texts.relations[relation]}: “{text}”
          </li>
        ))}
      </ul>
    </>
  );
}

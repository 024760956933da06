import type { JSX } from 'preact';
import { PILLARS } from '#rubric/composite/definition.ts';
import { useEditing } from '../policies/editing.ts';
import { BothFields, NumberField, SelectField, TextField } from '../policies/fields.tsx';
import { listAt, textAt } from '../policies/json-path.ts';
import { POLICY_TEXTS } from '../policies/texts.ts';
import { EntryList } from '../scorecards/entry-list.tsx';
import { CARD_TEXTS } from '../scorecards/texts.ts';
import { sumOf } from './sum-of.ts';
import { WEIGHT_TEXTS } from './texts.ts';

/** All of a composite definition. */
export function WeightsForm(): JSX.Element {
  const { body, language } = useEditing();
  const texts = WEIGHT_TEXTS[language];
  const grades = listAt(body, 'grades').map((grade) => ({
    value: textAt(grade, 'id'),
    label: textAt(grade, `title.${language}`) || textAt(grade, 'id'),
  }));
  return (
    <>
      <section class="card form">
        <h2>{texts.basics}</h2>
        <BothFields path="title" />
        <BothFields path="source" rows={2} />
        <div class="row">
          <TextField path="effective.from" type="date" />
          <TextField path="effective.to" type="date" nullable hint={POLICY_TEXTS[language].openEnd} />
          <SelectField path="vetoCapsAt" choices={grades} />
        </div>
      </section>
      <section class="card form">
        <h2>{texts.weights}</h2>
        <div class="row">
          {PILLARS.map((pillar) => (
            <TextField key={pillar} path={`weights.${pillar}`} />
          ))}
        </div>
        <Sum paths={PILLARS.map((pillar) => `weights.${pillar}`)} />
      </section>
      <section class="card form">
        <h2>{texts.indicators}</h2>
        <p class="quiet">{texts.goalposts}</p>
        <Indicators pillar="inspection" indicators={['announced', 'mystery']} />
        <Indicators pillar="complaints" indicators={['on-time', 'rectified']} />
      </section>
      <section class="card form">
        <h2>{texts.minimum}</h2>
        <p class="quiet">{texts.minimumText}</p>
        <div class="row">
          {['waits', 'ratings', 'announced', 'mystery'].map((what) => (
            <NumberField key={what} path={`minimum.${what}`} />
          ))}
        </div>
      </section>
      <EntryList list="grades" title={texts.grades} add={CARD_TEXTS[language].addGrade}>
        {(path) => <TextField path={`${path}.from`} />}
      </EntryList>
    </>
  );
}

interface IndicatorsProps {
  readonly pillar: 'inspection' | 'complaints';
  readonly indicators: readonly string[];
}

function Indicators({ pillar, indicators }: IndicatorsProps): JSX.Element {
  const { label } = useEditing();
  return (
    <>
      {indicators.map((indicator) => {
        const path = `${pillar}.${indicator}`;
        return (
          <fieldset key={indicator} class="options">
            <legend>{label(path)}</legend>
            <div class="row narrow">
              <TextField path={`${path}.weight`} field="weight" />
              <TextField path={`${path}.floor`} field="floor" />
              <TextField path={`${path}.target`} field="target" />
            </div>
          </fieldset>
        );
      })}
      <Sum paths={indicators.map((indicator) => `${pillar}.${indicator}.weight`)} />
    </>
  );
}

/** What weights add up to while they are being typed. */
function Sum({ paths }: { readonly paths: readonly string[] }): JSX.Element {
  const { body, language } = useEditing();
  const texts = WEIGHT_TEXTS[language];
  const sum = sumOf(paths.map((path) => textAt(body, path)));
  return (
    <p class={sum === '100' ? 'sound' : 'about wrong'} role="status" data-testid={`sum-${paths[0] ?? ''}`}>
      {sum === '100' ? '✓' : '▲'} {texts.sum(sum ?? '—')}
      {sum === '100' ? '' : ` · ${texts.notHundred}`}
    </p>
  );
}

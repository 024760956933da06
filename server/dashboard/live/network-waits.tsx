import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { WaitsView } from '../../scoring/wire.ts';
import { DayField } from '../parts/day-field.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { Figure } from './figure.tsx';
import { formatDuration } from './format.ts';
import { HistogramChart } from './histogram-chart.tsx';
import { NETWORK_WAITS_TEXTS } from './network-waits-texts.ts';
import { TEXTS } from './texts.ts';

interface NetworkWaitsProps {
  /** The latest business day. */
  readonly today: string;
  readonly language: Language;
}

/** Waits of all branches of the viewer on one day: percentiles of all tickets, never means of percentiles. */
export function NetworkWaits({ today, language }: NetworkWaitsProps): JSX.Element {
  const [picked, setPicked] = useState('');
  const date = picked === '' ? today : picked;
  const { asked, again } = useReply<WaitsView>(`/api/waits/${date}`);
  return (
    <section class="card" data-testid="network-waits">
      <h2>{NETWORK_WAITS_TEXTS[language].heading}</h2>
      <DayField label={TEXTS[language].date} value={date} change={setPicked} />
      <Loaded asked={asked} language={language} again={again}>
        {(view) => <Waits view={view} language={language} />}
      </Loaded>
    </section>
  );
}

function Waits({ view, language }: { readonly view: WaitsView; readonly language: Language }): JSX.Element {
  const { branches, n, p50Ms, p80Ms, p90Ms, histogram } = view;
  const words = NETWORK_WAITS_TEXTS[language];
  const texts = TEXTS[language];
  if (n === 0) return <p>{words.none}</p>;
  const percentiles = [
    ['P50', p50Ms],
    ['P80', p80Ms],
    ['P90', p90Ms],
  ] as const;
  return (
    <>
      <p class="quiet">{words.rests(branches, n)}</p>
      <dl class="figures">
        {percentiles.map(([name, ms]) => (
          <Figure key={name} name={name} value={formatDuration(ms)} testId={`network-${name}`} texts={texts} />
        ))}
      </dl>
      <HistogramChart histogram={histogram} texts={texts} />
    </>
  );
}

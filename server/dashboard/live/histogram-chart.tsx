import type { JSX } from 'preact';

import { histogramBars } from './histogram.ts';
import type { Bar } from './histogram.ts';
import type { Texts } from './texts.ts';

const WIDTH = 960;
const HEIGHT = 220;
const TOP = 22;
const BOTTOM = 30;

interface HistogramChartProps {
  readonly histogram: readonly (readonly [bin: number, count: number])[];
  readonly texts: Texts;
}

export function HistogramChart({ histogram, texts }: HistogramChartProps): JSX.Element | null {
  if (histogram.length === 0) return null;
  const bars = histogramBars(histogram);
  const most = Math.max(...bars.map(({ count }) => count));
  const step = WIDTH / bars.length;
  return (
    <figure class="chart" data-testid="histogram">
      <figcaption>{texts.distribution}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken(bars, texts)}>
        <line x1="0" x2={WIDTH} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} class="axis" />
        {bars.map((bar, index) => (
          <BarShape key={bar.from} bar={bar} left={index * step} step={step} most={most} />
        ))}
      </svg>
      <p class="quiet">{texts.minutesWaited}</p>
    </figure>
  );
}

interface BarShapeProps {
  readonly bar: Bar;
  readonly left: number;
  readonly step: number;
  readonly most: number;
}

function BarShape({ bar, left, step, most }: BarShapeProps): JSX.Element {
  const height = (bar.count / most) * (HEIGHT - TOP - BOTTOM);
  const top = HEIGHT - BOTTOM - height;
  const middle = left + step / 2;
  return (
    <g>
      <rect x={left + step * 0.08} y={top} width={step * 0.84} height={height} class="bar" />
      {bar.count === 0 ? null : (
        <text x={middle} y={top - 6} class="bar-count">
          {bar.count}
        </text>
      )}
      <text x={middle} y={HEIGHT - 8} class="bar-label">
        {bar.to === null ? `>${bar.from}` : bar.to}
      </text>
    </g>
  );
}

/** The whole chart in words. */
function spoken(bars: readonly Bar[], texts: Texts): string {
  const parts = bars
    .filter(({ count }) => count > 0)
    .map(({ from, to, count }) => `${texts.barRange(from, to)}: ${count}`);
  return `${texts.distribution}. ${parts.join(', ')}`;
}

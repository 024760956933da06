import type { EChartsOption, SeriesOption } from 'echarts';
import { axisStyle, PRINT_PX, type Colours } from './colours.ts';
import type { FunnelSpec, Verdict } from './spec.ts';

/** Shares over the number they rest on, with the limits within which chance alone may move them. */
export function funnelOption(spec: FunnelSpec, colours: Colours): EChartsOption {
  const { points, centre, words } = spec;
  const style = axisStyle(colours);
  const shares = [...points.map(({ share }) => share), centre];
  const least = Math.max(0, Math.floor((Math.min(...shares) - 0.03) * 20) / 20);
  return {
    animation: false,
    textStyle: { fontFamily: colours.font },
    grid: { left: 56, right: 24, top: 20, bottom: 56 },
    tooltip: { trigger: 'item', renderMode: 'richText', confine: true, textStyle: { fontSize: PRINT_PX } },
    xAxis: {
      type: 'value',
      name: words.n,
      nameLocation: 'middle',
      nameGap: 32,
      nameTextStyle: { color: colours.soft, fontSize: PRINT_PX },
      ...style,
    },
    yAxis: {
      type: 'value',
      min: least,
      max: 1,
      interval: 1 - least > 0.3 ? 0.1 : 0.05,
      ...style,
      axisLabel: { ...style.axisLabel, formatter: (share: number) => `${Math.round(100 * share)}%` },
    },
    series: [...limitLines(spec, colours), ...pointSeries(spec, colours)],
  };
}

function limitLines({ limits, centre, words }: FunnelSpec, colours: Colours): readonly SeriesOption[] {
  const ends = limits.map(({ n }) => n);
  const line = (
    name: string,
    data: readonly (readonly number[])[],
    type: 'solid' | 'dashed' | 'dotted',
  ): SeriesOption => ({
    type: 'line',
    name,
    data: data as number[][],
    showSymbol: false,
    silent: true,
    lineStyle: { color: type === 'solid' ? colours.brand : colours.soft, width: type === 'solid' ? 2 : 1.5, type },
    tooltip: { show: false },
  });
  return [
    line(
      words.centre,
      [
        [Math.min(...ends), centre],
        [Math.max(...ends), centre],
      ],
      'solid',
    ),
    ...(['low95', 'high95'] as const).map((key) =>
      line(
        words.line95,
        limits.map((each) => [each.n, each[key]]),
        'dashed',
      ),
    ),
    ...(['low998', 'high998'] as const).map((key) =>
      line(
        words.line998,
        limits.map((each) => [each.n, each[key]]),
        'dotted',
      ),
    ),
  ];
}

/** Shape and colour together: up for above, down for below, larger beyond the outer line. */
const SHAPES: Readonly<Record<Verdict, readonly [symbol: string, rotate: number, size: number]>> = {
  within: ['circle', 0, 10],
  'above-95': ['triangle', 0, 13],
  'above-998': ['triangle', 0, 18],
  'below-95': ['triangle', 180, 13],
  'below-998': ['triangle', 180, 18],
};

function pointSeries({ points }: FunnelSpec, colours: Colours): readonly SeriesOption[] {
  const colourOf = (verdict: Verdict): string => {
    if (verdict === 'within') return colours.brand;
    return verdict.startsWith('above') ? colours.ok : colours.over;
  };
  return [...Map.groupBy(points, ({ verdict }) => verdict)].map(([verdict, group]) => {
    const [symbol, symbolRotate, symbolSize] = SHAPES[verdict];
    return {
      type: 'scatter',
      symbol,
      symbolRotate,
      symbolSize,
      itemStyle: { color: colourOf(verdict), opacity: verdict === 'within' ? 0.6 : 1 },
      data: group.map(({ name, n, share }) => ({ name, value: [n, share] })),
      tooltip: {
        formatter: ({ name, value }: { name: string; value: number[] }) =>
          `${name}\n${(100 * (value[1] ?? 0)).toFixed(1)} %  (n ${value[0] ?? 0})`,
      },
    } as SeriesOption;
  });
}

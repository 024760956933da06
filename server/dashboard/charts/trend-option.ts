import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn, EChartsOption } from 'echarts';
import { axisStyle, type Colours } from './colours.ts';
import type { TrendSpec } from './spec.ts';

/** Scores as points on a line, each with its interval; the axis does not begin at 0 and says where it begins. */
export function trendOption({ points }: TrendSpec, colours: Colours): EChartsOption {
  const style = axisStyle(colours);
  const known = points.flatMap(({ value, low, high }) => [value, low, high].filter((each) => each !== null));
  const least = Math.max(0, Math.floor((Math.min(100, ...known) - 2) / 5) * 5);
  return {
    animation: false,
    textStyle: { fontFamily: colours.font },
    grid: { left: 44, right: 16, top: 20, bottom: 32 },
    xAxis: { type: 'category', data: points.map(({ name }) => name), ...style, splitLine: { show: false } },
    yAxis: { type: 'value', min: least, max: 100, ...style },
    series: [
      {
        type: 'custom',
        silent: true,
        renderItem: (_, api) => intervalLine(api, colours),
        data: points.flatMap(({ low, high }, index) => (low === null || high === null ? [] : [[index, low, high]])),
        encode: { x: 0, y: [1, 2] },
      },
      {
        type: 'line',
        data: points.map(({ value }) => value),
        symbol: 'circle',
        symbolSize: 10,
        connectNulls: false,
        lineStyle: { color: colours.brand, width: 2 },
        itemStyle: { color: colours.brand, borderColor: colours.surface, borderWidth: 2 },
        label: {
          show: true,
          position: 'right',
          color: colours.ink,
          fontSize: 13,
          formatter: ({ value }) => (typeof value === 'number' ? value.toFixed(2) : ''),
        },
      },
    ],
  };
}

const WHISKER_PX = 6;

function intervalLine(api: CustomSeriesRenderItemAPI, colours: Colours): CustomSeriesRenderItemReturn {
  const [x = 0, top = 0] = api.coord([api.value(0), api.value(2)]);
  const [, bottom = 0] = api.coord([api.value(0), api.value(1)]);
  const style = { stroke: colours.soft, lineWidth: 2 };
  const line = (x1: number, y1: number, x2: number, y2: number): object => ({
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style,
  });
  return {
    type: 'group',
    children: [
      line(x, top, x, bottom),
      line(x - WHISKER_PX, top, x + WHISKER_PX, top),
      line(x - WHISKER_PX, bottom, x + WHISKER_PX, bottom),
    ],
  } as CustomSeriesRenderItemReturn;
}

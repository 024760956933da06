import type { CustomSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

/** Settings of exactly the parts of the charting library that `draw.ts` brings along. */
export type ChartSeries = CustomSeriesOption | LineSeriesOption | ScatterSeriesOption;
export type ChartOption = ComposeOption<ChartSeries | GridComponentOption | TooltipComponentOption>;

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;
export type RenderApi = Parameters<RenderItem>[1];
export type Rendered = ReturnType<RenderItem>;

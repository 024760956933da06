import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { coloursOf } from './colours.ts';
import { funnelOption } from './funnel-option.ts';
import type { ChartSpec } from './spec.ts';
import { trendOption } from './trend-option.ts';

use([CustomChart, LineChart, ScatterChart, GridComponent, TooltipComponent, SVGRenderer]);

export interface Drawing {
  show(spec: ChartSpec): void;
  resize(): void;
  end(): void;
}

/** Draws into a box as SVG, still, in the colours of the page. */
export function startDrawing(box: HTMLElement): Drawing {
  const chart = init(box, null, { renderer: 'svg' });
  return {
    show: (spec) => chart.setOption(optionOf(spec, box), { notMerge: true }),
    resize: () => chart.resize(),
    end: () => chart.dispose(),
  };
}

function optionOf(spec: ChartSpec, box: HTMLElement): EChartsCoreOption {
  const colours = coloursOf(box);
  return spec.kind === 'trend' ? trendOption(spec, colours) : funnelOption(spec, colours);
}

import { BarChart, type BarSeriesOption } from 'echarts/charts';
import { GridComponent, TooltipComponent, type GridComponentOption, type TooltipComponentOption } from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { h } from '../dom';
import { exact, round, short } from '../format';
import { colour, font } from '../theme';
import type { Drawing } from './card';

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

type Option = ComposeOption<BarSeriesOption | GridComponentOption | TooltipComponentOption>;

export interface Bar {
  /** What the axis says. */
  label: string;
  /** What the tooltip says it is. */
  title: string;
  /** Null where nothing was counted: a hatched gap, never a zero. */
  value: number | null;
  /** A span that is not over yet. */
  partial?: boolean;
}

interface Bars {
  name: string;
  unit: string;
  signal: 'game' | 'chat' | 'gold';
  bars: readonly Bar[];
  /** Ranked bars lie, days stand. */
  lying?: boolean;
}

/** The tooltip is built of nodes: its texts may be names, and the page's policy forbids styles inside markup. */
function tip(bar: Bar, unit: string): HTMLElement {
  const value = bar.value === null ? 'no data' : `${exact(bar.value)} ${unit}`;
  return h('div', { class: 'tip' }, h('strong', {}, value), h('span', {}, bar.partial ? `${bar.title}, so far` : bar.title));
}

/** A hatch for what is not known. */
function hatch(): object {
  const line = colour('no-data');
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const pen = tile.getContext('2d');
  if (pen) {
    pen.strokeStyle = line;
    pen.globalAlpha = 0.55;
    pen.beginPath();
    pen.moveTo(-1, 7);
    pen.lineTo(7, -1);
    pen.stroke();
  }

  return { image: tile, repeat: 'repeat' };
}

function options(chart: Bars, width: number): Option {
  const most = Math.max(0, ...chart.bars.map((bar) => bar.value ?? 0));
  const text = { color: colour('muted'), fontFamily: font(), fontSize: 12 };
  const labels = {
    type: 'category' as const,
    data: chart.bars.map((bar) => bar.label),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colour('line') } },
    axisLabel: { ...text, color: chart.lying ? colour('ink') : colour('muted'), interval: chart.lying ? 0 : width < 480 ? 6 : 'auto' as const },
    inverse: chart.lying ?? false,
  };
  const values = {
    type: 'value' as const,
    min: 0,
    splitNumber: 3,
    minInterval: 1,
    ...(most === 0 ? { max: 1 } : {}),
    axisLabel: chart.lying || most === 0 ? { show: false } : { ...text, formatter: round },
    splitLine: { show: !chart.lying && most > 0, lineStyle: { color: colour('line') } },
  };
  const gaps = chart.bars.map((bar) => (bar.value === null ? most || 1 : null));
  return {
    animation: false,
    grid: { left: 4, right: chart.lying ? 56 : 4, top: 8, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: colour('line'), opacity: 0.4 } },
      confine: true,
      transitionDuration: 0,
      backgroundColor: colour('card'),
      borderColor: colour('line'),
      padding: 0,
      textStyle: { fontFamily: font() },
      formatter: (found) => {
        const index = Array.isArray(found) ? (found[0]?.dataIndex ?? 0) : found.dataIndex;
        const bar = chart.bars[index];
        return bar ? tip(bar, chart.unit) : '';
      },
    },
    xAxis: chart.lying ? values : labels,
    yAxis: chart.lying ? labels : values,
    series: [
      {
        type: 'bar',
        name: chart.name,
        barMaxWidth: chart.lying ? 16 : 28,
        barCategoryGap: '24%',
        itemStyle: { color: colour(chart.signal), borderRadius: chart.lying ? [0, 3, 3, 0] : [3, 3, 0, 0] },
        data: chart.bars.map((bar) => ({ value: bar.value ?? '-', itemStyle: bar.partial ? { opacity: 0.5 } : {} })),
        label: chart.lying
          ? { show: true, position: 'right', ...text, formatter: (bar) => short(Number(bar.value)) }
          : { show: false },
      },
      {
        type: 'bar',
        name: 'No data',
        barGap: '-100%',
        silent: true,
        barMaxWidth: chart.lying ? 16 : 28,
        itemStyle: { color: hatch() as unknown as string },
        data: gaps.map((gap) => gap ?? '-'),
      },
    ],
  };
}

/** Arrow keys walk from bar to bar, so that every number can be had without a mouse. */
function walk(chart: ECharts, count: number, event: KeyboardEvent, at: number): number {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined || count === 0) {
    return at;
  }

  event.preventDefault();
  const next = (at + step + count) % count;
  chart.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: next });
  return next;
}

export function bars(chart: Bars): Drawing {
  const height = chart.lying ? Math.max(120, chart.bars.length * 26 + 16) : 220;
  const element = h('div', {
    class: 'picture',
    tabindex: 0,
    role: 'img',
    'aria-label': `${chart.name}. The same numbers stand in the table; arrow keys read bar by bar.`,
  });
  element.style.height = `${height}px`;
  let drawn: ECharts | null = null;
  let at = -1;
  const draw = (): void => {
    if (element.clientWidth > 0) {
      drawn ??= init(element, null, { renderer: 'svg' });
      drawn.resize();
      drawn.setOption(options(chart, element.clientWidth), true);
    }
  };
  element.addEventListener('keydown', (event) => {
    if (drawn) {
      at = walk(drawn, chart.bars.length, event, at);
    }
  });
  element.addEventListener('blur', () => drawn?.dispatchAction({ type: 'hideTip' }));
  new ResizeObserver(() => drawn && draw()).observe(element);
  return { element, draw };
}

import { h } from '../dom';
import type { Drawing } from './card';
import { plot, type Plotted } from './plot';
import type { Spot } from './readout';
import { s } from './svg';

export interface LinePoint {
  x: number;
  y: number;
  low: number;
  high: number;
  text: string;
}

export interface Line {
  label: string;
  points: readonly LinePoint[];
}

const high = 260;
const edge = { left: 52, right: 16, top: 12, bottom: 36 };
let clips = 0;

/** The scale begins a quarter below the lowest line at most: lines between 90 and 100 per cent must be told apart. */
function floorOf(lines: readonly Line[]): number {
  const lowest = Math.min(1, ...lines.flatMap((line) => line.points.map((point) => point.y)));
  return Math.max(0, Math.floor((lowest - 0.05) * 4) / 4);
}

interface Scales {
  wide: number;
  x: (value: number) => number;
  y: (value: number) => number;
  floor: number;
}

function axes(drawing: SVGElement, { wide, x, y, floor }: Scales, ages: readonly number[], unit: string): void {
  for (let step = 0; step <= 5; step++) {
    const level = floor + ((1 - floor) * step) / 5;
    drawing.append(
      s('line', { class: 'grid', x1: edge.left, x2: wide - edge.right, y1: y(level), y2: y(level) }),
      s('text', { class: 'tick', x: edge.left - 8, y: y(level) + 4, 'text-anchor': 'end' }, `${Math.round(level * 100)} %`),
    );
  }

  const every = Math.ceil(ages.length / 6);
  ages.forEach((age, index) => {
    if (index % every === every - 1) {
      drawing.append(s('text', { class: 'tick', x: x(age), y: high - 20, 'text-anchor': 'middle' }, `${age}`));
    }
  });
  drawing.append(s('text', { class: 'tick', x: wide - edge.right, y: high - 4, 'text-anchor': 'end' }, `${unit} →`));
}

function drawn(wide: number, lines: readonly Line[], ages: readonly number[], unit: string): Plotted {
  const most = Math.max(1, ...ages);
  const floor = floorOf(lines);
  const x = (value: number): number => edge.left + (value / most) * (wide - edge.left - edge.right);
  const y = (value: number): number => edge.top + ((1 - value) / (1 - floor)) * (high - edge.top - edge.bottom);
  const at = (point: { x: number }, level: number): string => `${x(point.x).toFixed(1)},${y(level).toFixed(1)}`;
  const clip = `plot-${++clips}`;
  const drawing = s('svg', { viewBox: `0 0 ${wide} ${high}`, class: 'plot', 'aria-hidden': 'true' });
  drawing.append(s('clipPath', { id: clip }, s('rect', { x: edge.left, y: edge.top - 6, width: wide - edge.left, height: high - edge.top - edge.bottom + 6 })));
  axes(drawing, { wide, x, y, floor }, ages, unit);
  const spots: Spot[] = [];
  lines.forEach((line, index) => {
    const all = [{ x: 0, y: 1, low: 1, high: 1, text: '' }, ...line.points];
    drawing.append(
      s('polygon', { class: `band line-${index}`, 'clip-path': `url(#${clip})`, points: [...all.map((point) => at(point, point.high)), ...[...all].reverse().map((point) => at(point, point.low))].join(' ') }),
      s('polyline', { class: `stroke line-${index}`, points: all.map((point) => at(point, point.y)).join(' ') }),
    );
    for (const point of line.points) {
      const dot = s('circle', { class: `dot line-${index}`, cx: x(point.x).toFixed(1), cy: y(point.y).toFixed(1), r: 4.5 });
      drawing.append(dot);
      spots.push({ element: dot, text: `${line.label}: ${point.text}` });
    }
  });
  return { drawing, spots };
}

/** Up to four lines of shares with their bands. */
export function shareLines(name: string, lines: readonly Line[], ages: readonly number[], unit: string): Drawing {
  const legend = h('p', { class: 'legend of-lines' }, ...lines.map((line, index) => h('span', { class: `key line-${index}` }, line.label)));
  return plot(
    `${name} Arrow keys read point by point; the same numbers stand in the table.`,
    'Point at a dot, tap it, or walk with the arrow keys.',
    (wide) => drawn(wide, lines, ages, unit),
    legend,
  );
}

import { h } from '../dom';
import type { Drawing } from './card';
import { readable, type Spot } from './readout';
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

const wide = 640;
const high = 280;
const edge = { left: 44, right: 132, top: 12, bottom: 34 };

/** Labels at the ends of lines, pushed apart where lines meet. */
function apart(places: number[]): number[] {
  const order = places.map((_, index) => index).sort((one, other) => (places[one] ?? 0) - (places[other] ?? 0));
  const moved = [...places];
  let last = -Infinity;
  for (const index of order) {
    last = Math.max(moved[index] ?? 0, last + 15);
    moved[index] = last;
  }

  return moved;
}

/** Up to four lines from 0 to 100 per cent with their bands, labelled where they end. */
export function shareLines(name: string, lines: readonly Line[], ages: readonly number[], unit: string): Drawing {
  const most = Math.max(1, ...ages);
  const x = (value: number): number => edge.left + (value / most) * (wide - edge.left - edge.right);
  const y = (value: number): number => edge.top + (1 - value) * (high - edge.top - edge.bottom);
  const drawing = s('svg', { viewBox: `0 0 ${wide} ${high}`, class: 'plot', 'aria-hidden': 'true' });
  for (const level of [0, 0.25, 0.5, 0.75, 1]) {
    drawing.append(
      s('line', { class: 'grid', x1: edge.left, x2: wide - edge.right, y1: y(level), y2: y(level) }),
      s('text', { class: 'tick', x: edge.left - 8, y: y(level) + 4, 'text-anchor': 'end' }, `${level * 100} %`),
    );
  }

  for (const age of ages) {
    drawing.append(s('text', { class: 'tick', x: x(age), y: high - 14, 'text-anchor': 'middle' }, `${age}`));
  }

  drawing.append(s('text', { class: 'tick', x: wide - edge.right + 10, y: high - 14 }, unit));
  const spots: Spot[] = [];
  const ends = apart(lines.map((line) => y(line.points.at(-1)?.y ?? 1)));
  lines.forEach((line, index) => {
    const all = [{ x: 0, y: 1, low: 1, high: 1, text: '' }, ...line.points];
    const up = all.map((point) => `${x(point.x).toFixed(1)},${y(point.high).toFixed(1)}`);
    const down = [...all].reverse().map((point) => `${x(point.x).toFixed(1)},${y(point.low).toFixed(1)}`);
    drawing.append(
      s('polygon', { class: `band line-${index}`, points: [...up, ...down].join(' ') }),
      s('polyline', { class: `stroke line-${index}`, points: all.map((point) => `${x(point.x).toFixed(1)},${y(point.y).toFixed(1)}`).join(' ') }),
    );
    for (const point of line.points) {
      const dot = s('circle', { class: `dot line-${index}`, cx: x(point.x), cy: y(point.y), r: 5 });
      drawing.append(dot);
      spots.push({ element: dot, text: `${line.label}: ${point.text}` });
    }

    const last = line.points.at(-1);
    if (last) {
      drawing.append(s('text', { class: `end line-${index}`, x: x(last.x) + 12, y: (ends[index] ?? 0) + 4 }, line.label));
    }
  });
  const picture = h('div', { class: 'plot-of', role: 'group', 'aria-label': `${name} Arrow keys read point by point; the same numbers stand in the table.` });
  picture.append(drawing);
  const element = h('div', {}, picture, readable(picture, spots, 'Point at a dot, tap it, or walk with the arrow keys.'));
  return { element, draw: () => undefined };
}

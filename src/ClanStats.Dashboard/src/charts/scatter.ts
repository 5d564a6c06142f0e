import { round } from '../format';
import type { Drawing } from './card';
import { plot, type Plotted } from './plot';
import type { Spot } from './readout';
import { s } from './svg';

export interface Dot {
  x: number;
  y: number;
  kind: string;
  text: string;
  open: () => void;
}

interface Axis {
  title: string;
  /** Below this the scale is even, above it each step multiplies. */
  even: number;
  ticks: readonly number[];
}

interface Corner {
  text: string;
  right: boolean;
  top: boolean;
}

const high = 420;

/** Below this the corners' names would run into each other; they stand in two lines. */
const narrow = 480;
const edge = { left: 56, right: 16, top: 28, bottom: 44 };

/** Even near zero, logarithmic far from it: nobody is crushed by the loudest, and zero has a place. */
export function symlog(value: number, even: number): number {
  return Math.asinh(value / even);
}

/** Points on two scales that are even near zero and logarithmic beyond, with the four corners named and counted. */
export function scatter(name: string, dots: readonly Dot[], across: Axis, up: Axis, corners: readonly Corner[]): Drawing {
  const ordered = [...dots].sort((one, other) => one.x - other.x || one.y - other.y);
  return plot(
    `${name} Arrow keys read person by person, Enter opens one; the same numbers stand in the table.`,
    'Point at a dot, tap it, or walk with the arrow keys; Enter or a second tap opens the member.',
    (wide) => drawn(wide, ordered, across, up, corners),
  );
}

function most(axis: Axis, values: readonly number[]): number {
  return symlog(Math.max(axis.ticks[1] ?? 1, ...values), axis.even) * 1.1;
}

/** The ticks that have room: of those that come too close the later ones go. */
function roomy(ticks: readonly number[], place: (value: number) => number, room: number): number[] {
  const kept: number[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (last === undefined || Math.abs(place(tick) - place(last)) >= room) {
      kept.push(tick);
    }
  }

  return kept;
}

function drawn(wide: number, dots: readonly Dot[], across: Axis, up: Axis, corners: readonly Corner[]): Plotted {
  const mostX = most(across, dots.map((dot) => dot.x));
  const mostY = most(up, dots.map((dot) => dot.y));
  const x = (value: number): number => edge.left + 10 + (symlog(value, across.even) / mostX) * (wide - edge.left - edge.right - 10);
  const y = (value: number): number => high - edge.bottom - 10 - (symlog(value, up.even) / mostY) * (high - edge.top - edge.bottom - 10);
  const drawing = s('svg', { viewBox: `0 0 ${wide} ${high}`, class: 'plot', 'aria-hidden': 'true' });
  for (const tick of roomy(across.ticks.filter((value) => symlog(value, across.even) <= mostX), x, 36)) {
    drawing.append(
      s('line', { class: 'grid', x1: x(tick), x2: x(tick), y1: edge.top, y2: high - edge.bottom }),
      s('text', { class: 'tick', x: x(tick), y: high - edge.bottom + 16, 'text-anchor': 'middle' }, round(tick)),
    );
  }

  for (const tick of up.ticks.filter((value) => symlog(value, up.even) <= mostY)) {
    drawing.append(
      s('line', { class: 'grid', x1: edge.left, x2: wide - edge.right, y1: y(tick), y2: y(tick) }),
      s('text', { class: 'tick', x: edge.left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, round(tick)),
    );
  }

  drawing.append(
    s('text', { class: 'tick', x: wide - edge.right, y: high - 8, 'text-anchor': 'end' }, across.title),
    s('text', { class: 'tick', x: 4, y: 14 }, up.title),
  );
  const spots = dots.map((dot): Spot => {
    const circle = s('circle', { class: `dot ${dot.kind}`, cx: x(dot.x).toFixed(1), cy: y(dot.y).toFixed(1), r: 5 });
    drawing.append(circle);
    return { element: circle, text: dot.text, open: dot.open };
  });
  for (const corner of corners) {
    const lower = wide < narrow && corner.right ? 16 : 0;
    drawing.append(
      s(
        'text',
        {
          class: 'corner',
          x: corner.right ? wide - edge.right - 6 : edge.left + 24,
          y: corner.top ? edge.top + 14 + lower : high - edge.bottom - 34 - lower,
          'text-anchor': corner.right ? 'end' : 'start',
        },
        corner.text,
      ),
    );
  }

  return { drawing, spots };
}

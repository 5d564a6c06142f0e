import { h, withVariable } from '../dom';
import { readable, type Spot } from './readout';

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** 20:00; hours behind midnight begin again. */
export function clock(hour: number): string {
  return `${String(((hour % 24) + 24) % 24).padStart(2, '0')}:00`;
}

/** An hour of the week in words: "Friday 20:00". */
export function hourName(day: number, hour: number): string {
  return `${weekdays[day] ?? ''} ${clock(hour)}`;
}

interface WeekGrid {
  name: string;
  /** Seven weekdays, Monday first, by 24 hours; null is no data. */
  values: readonly (readonly (number | null)[])[];
  /** What an hour says of itself. */
  told: (value: number | null, day: number, hour: number) => string;
  /** What stands in an hour's box, and its further class. */
  mark?: (day: number, hour: number) => string;
  outlined?: (day: number, hour: number) => boolean;
  /** What the colours mean, for the eye. */
  legend: readonly (Node | string)[];
}

/** A box of the legend as full as wanted. */
export function legendCell(weight: string, more = ''): HTMLElement {
  return withVariable(h('span', { class: `cell${more}` }), '--weight', weight);
}

/** Weekday by hour: the page's own boxes, since a grid of them needs no chart library. Each can be read by mouse, touch and keyboard. */
export function weekGrid(grid: WeekGrid): HTMLElement {
  const most = Math.max(0, ...grid.values.flat().map((value) => value ?? 0)) || 1;
  const spots: Spot[] = [];
  const cells = grid.values.flatMap((row, day) => [
    h('span', { class: 'day', 'aria-hidden': 'true' }, (weekdays[day] ?? '').slice(0, 3)),
    ...row.map((value, hour) => {
      const mark = grid.mark?.(day, hour) ?? '';
      const cell = withVariable(
        h('span', { class: `cell${value === null ? ' gap' : ''}${grid.outlined?.(day, hour) ? ' officers' : ''}` }, mark !== '' && h('span', { class: 'mark', 'aria-hidden': 'true' }, mark)),
        '--weight',
        value === null ? '0%' : `${((value / most) * 100).toFixed(1)}%`,
      );
      spots.push({ element: cell, text: grid.told(value, day, hour) });
      return cell;
    }),
  ]);
  const axis = Array.from({ length: 24 }, (_, hour) => h('span', { class: 'hour', 'aria-hidden': 'true' }, hour % 6 === 0 ? String(hour) : ''));
  const picture = h('div', { class: 'hours', role: 'group', 'aria-label': `${grid.name} Arrow keys read hour by hour; the same numbers stand in the table.` }, h('span', { class: 'day' }), ...axis, ...cells);
  return h(
    'div',
    {},
    picture,
    readable(picture, spots, 'Point at an hour, tap it, or walk with the arrow keys.', { along: 1, across: 24 }),
    h('p', { class: 'legend', 'aria-hidden': 'true' }, ...grid.legend),
  );
}

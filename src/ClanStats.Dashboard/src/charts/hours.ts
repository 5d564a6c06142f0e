import { h, withVariable } from '../dom';
import { exact, noData } from '../format';
import { plainTable, questionCard } from './card';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function peak(hours: readonly (readonly (number | null)[])[], zone: string): string {
  let best: { day: number; hour: number; count: number } | null = null;
  hours.forEach((row, day) =>
    row.forEach((count, hour) => {
      if (count !== null && count > (best?.count ?? 0)) {
        best = { day, hour, count };
      }
    }),
  );
  const found = best as { day: number; hour: number; count: number } | null;
  return found === null
    ? 'No messages were counted in 30 days.'
    : `Most on ${days[found.day]} at ${clock(found.hour)} (${zone}): ${exact(found.count)} messages in 30 days.`;
}

function grid(hours: readonly (readonly (number | null)[])[]): HTMLElement {
  const most = Math.max(1, ...hours.flat().map((count) => count ?? 0));
  const cells = hours.flatMap((row, day) => [
    h('span', { class: 'day' }, (days[day] ?? '').slice(0, 3)),
    ...row.map((count, hour) => {
      const said = count === null ? 'no data' : `${exact(count)} messages`;
      const cell = h('span', { class: count === null ? 'cell gap' : 'cell', title: `${days[day]} ${clock(hour)}: ${said}` });
      return withVariable(cell, '--weight', count === null ? '0%' : `${((count / most) * 100).toFixed(1)}%`);
    }),
  ]);
  const axis = Array.from({ length: 24 }, (_, hour) => h('span', { class: 'hour' }, hour % 6 === 0 ? String(hour) : ''));
  return h('div', { class: 'hours', role: 'img', 'aria-label': 'Messages by weekday and hour. The same numbers stand in the table.' }, h('span', { class: 'day' }), ...axis, ...cells);
}

/** Weekday by hour: the page's own cells, since a grid of plain boxes needs no chart library. */
export function hoursCard(hours: readonly (readonly (number | null)[])[], zone: string): HTMLElement {
  return questionCard({
    title: 'When is the clan awake?',
    answer: peak(hours, zone),
    picture: { element: grid(hours), draw: () => undefined },
    table: () =>
      plainTable(
        'Messages by weekday and hour',
        ['Day', ...Array.from({ length: 24 }, (_, hour) => String(hour))],
        hours.map((row, day) => [days[day] ?? '', ...row.map((count) => (count === null ? noData : exact(count)))]),
      ),
  });
}

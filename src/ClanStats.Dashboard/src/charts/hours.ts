import { h } from '../dom';
import { exact } from '../format';
import { plainTable, questionCard } from './card';
import { still } from './ranked';
import { hourName, legendCell, weekdays, weekGrid } from './weekGrid';

type Hours = readonly (readonly (number | null)[])[];

function peak(hours: Hours, zone: string): string {
  const all = hours.flatMap((row, day) => row.map((count, hour) => ({ day, hour, count: count ?? 0 })));
  const best = all.reduce((top, one) => (one.count > top.count ? one : top), { day: 0, hour: 0, count: 0 });
  return best.count === 0 ? 'No messages were counted in 30 days.' : `Most on ${hourName(best.day, best.hour)} (${zone}): ${exact(best.count)} messages in 30 days.`;
}

/** When messages come in, hour by hour of the week. */
export function hoursCard(hours: Hours, zone: string): HTMLElement {
  const isKnown = hours.some((row) => row.some((count) => count !== null));
  return questionCard({
    title: 'When is the clan awake?',
    answer: peak(hours, zone),
    picture: still(
      isKnown
        ? weekGrid({
            name: 'Messages by weekday and hour.',
            values: hours,
            told: (count, day, hour) => `${hourName(day, hour)} (${zone}): ${count === null ? 'no data' : `${exact(count)} messages in 30 days`}`,
            legend: [legendCell('5%'), ' few ', legendCell('100%'), ' most messages'],
          })
        : h('p', { class: 'empty' }, 'No data: messages are not known.'),
    ),
    table: () =>
      plainTable(
        'Messages by weekday and hour',
        ['Day', ...Array.from({ length: 24 }, (_, hour) => String(hour))],
        hours.map((row, day) => [weekdays[day] ?? '', ...row]),
      ),
  });
}

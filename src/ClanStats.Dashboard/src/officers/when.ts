import { plainTable, questionCard, tableCard } from '../charts/card';
import { readable, type Spot } from '../charts/readout';
import { h, withVariable } from '../dom';
import { exact, noData, plural } from '../format';
import type { OfficersData } from '../officersData';
import { word, wordList } from '../terms';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const wholeWeek = 7 * 24;

function clock(hour: number): string {
  return `${String(((hour % 24) + 24) % 24).padStart(2, '0')}:00`;
}

/** An officer is there in an hour in which at least one is expected. */
function isCovered(officers: readonly (readonly number[])[] | null, day: number, hour: number): boolean {
  return (officers?.[day]?.[hour] ?? 0) >= 1;
}

function grid(data: OfficersData): HTMLElement {
  const { hours, duty } = data;
  const most = Math.max(1, ...hours.flat().map((count) => count ?? 0));
  const spots: Spot[] = [];
  const cells = hours.flatMap((row, day) => [
    h('span', { class: 'day' }, (days[day] ?? '').slice(0, 3)),
    ...row.map((count, hour) => {
      const covered = isCovered(duty.officers, day, hour);
      const cell = withVariable(
        h('span', { class: `cell${count === null ? ' gap' : ''}${covered ? ' officers' : ''}` }),
        '--weight',
        count === null ? '0%' : `${((count / most) * 100).toFixed(1)}%`,
      );
      const there = duty.officers === null ? '' : `, ${(duty.officers[day]?.[hour] ?? 0).toFixed(1)} officers expected`;
      spots.push({ element: cell, text: `${days[day]} ${clock(hour)} to ${clock(hour + 1)} (${data.zone}): ${count === null ? 'no data' : `${exact(count)} messages in 30 days`}${there}` });
      return cell;
    }),
  ]);
  const axis = Array.from({ length: 24 }, (_, hour) => h('span', { class: 'hour' }, hour % 6 === 0 ? String(hour) : ''));
  const picture = h('div', { class: 'hours', role: 'group', 'aria-label': 'Messages by weekday and hour. Arrow keys read hour by hour; the same numbers stand in the table.' }, h('span', { class: 'day' }), ...axis, ...cells);
  const legend = h(
    'p',
    { class: 'legend', 'aria-hidden': 'true' },
    withVariable(h('span', { class: 'cell' }), '--weight', '5%'),
    ' few ',
    withVariable(h('span', { class: 'cell' }), '--weight', '100%'),
    ' most messages ',
    ...(duty.officers === null ? [] : [withVariable(h('span', { class: 'cell officers' }), '--weight', '30%'), ' an officer is usually there']),
  );
  return h('div', {}, picture, readable(picture, spots, 'Point at an hour, tap it, or walk with the arrow keys.', { along: 1, across: 24 }), legend);
}

interface Slot {
  at: number;
  count: number;
}

/** The busiest stretches of two hours that do not touch each other. */
function busiest(hours: readonly (readonly (number | null)[])[], wanted: number): Slot[] {
  const flat = hours.flat();
  const all: Slot[] = flat.map((count, at) => ({ at, count: (count ?? 0) + (flat[(at + 1) % wholeWeek] ?? 0) })).filter((slot) => slot.count > 0);
  const found: Slot[] = [];
  for (const slot of all.sort((one, other) => other.count - one.count || one.at - other.at)) {
    const near = found.some((other) => Math.min(Math.abs(other.at - slot.at), wholeWeek - Math.abs(other.at - slot.at)) < 2);
    if (!near && found.length < wanted) {
      found.push(slot);
    }
  }

  return found;
}

function slotTable(data: OfficersData): HTMLElement | null {
  const found = busiest(data.hours, 5);
  return found.length === 0
    ? null
    : plainTable(
        'Best hours for an event',
        ['Two hours from', 'Messages', 'Officer there'],
        found.map(({ at, count }) => {
          const [day, hour] = [Math.floor(at / 24), at % 24];
          const there = data.duty.officers === null ? noData : isCovered(data.duty.officers, day, hour) ? 'usually' : 'seldom';
          return [`${days[day]} ${clock(hour)}`, count, there];
        }),
        [2],
      );
}

function holes(data: OfficersData): HTMLElement {
  const { duty } = data;
  if (duty.officers === null) {
    return h('article', { class: 'card' }, h('h3', {}, word('holes', 'When is nobody in charge?')), h('p', { class: 'empty' }, 'No data: officers’ messages are not known.'));
  }

  const list = duty.holes ?? [];
  return tableCard(
    h('span', {}, word('holes', 'When is nobody in charge?')),
    `In ${exact(duty.covered ?? 0)} of ${exact(duty.hours ?? 0)} hours of the last 30 days an officer wrote. ${plural(duty.holeCount ?? 0, 'busy hour', 'busy hours')} of the week have none.`,
    list.length === 0 ? null : plainTable('Busy hours without officers', ['Hour', 'Messages each time', 'Officers each time'], list.map(([day, hour, messages, officers]) => [`${days[day]} ${clock(hour)}`, messages.toFixed(1), officers.toFixed(1)])),
    'Every busy hour has an officer.',
  );
}

function answered(data: OfficersData): HTMLElement {
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, word('answers', 'Are newcomers answered?')),
    h('p', { class: 'answer' }, data.duty.answers ?? 'No data: messages are not known.'),
    data.duty.flags.length === 0 ? null : h('ul', { class: 'lines' }, ...data.duty.flags.map((flag) => h('li', {}, flag))),
  );
}

/** When the clan is there, and when its officers are. */
export function whenView(data: OfficersData): HTMLElement {
  const best = busiest(data.hours, 1)[0];
  const answer = best === undefined ? 'No messages were counted in 30 days.' : `Busiest from ${days[Math.floor(best.at / 24)]} ${clock(best.at % 24)}: ${exact(best.count)} messages in those two hours over 30 days.`;
  return h(
    'div',
    { class: 'stack' },
    h('p', { class: 'facts' }, `All hours are those of the clan’s time zone, ${data.zone}. Whole-clan hours only: nobody’s own day is shown.`),
    questionCard({
      title: 'When is the clan awake, and who covers?',
      answer,
      picture: { element: grid(data), draw: () => undefined },
      table: () =>
        plainTable(
          'Messages by weekday and hour',
          ['Day', ...Array.from({ length: 24 }, (_, hour) => String(hour))],
          data.hours.map((row, day) => [days[day] ?? '', ...row]),
        ),
    }),
    h(
      'div',
      { class: 'pair' },
      tableCard('When to hold an event?', 'The busiest two hours of the week, each apart from the others.', slotTable(data), 'Not enough data: no messages were counted.'),
      h('div', { class: 'stack' }, holes(data), answered(data)),
    ),
    wordList(['hours', 'holes', 'answers']),
  );
}

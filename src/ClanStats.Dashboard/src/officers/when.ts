import { plainTable, questionCard, sides, tableCard } from '../charts/card';
import { still } from '../charts/ranked';
import { clock, hourName, legendCell, weekdays, weekGrid } from '../charts/weekGrid';
import { h } from '../dom';
import { decimal, exact, noData, plural } from '../format';
import type { Duty, OfficersData } from '../officersData';
import { choose, follow } from '../route';
import { word, wordList } from '../terms';
import { unavailable } from './flags';

const slotHours = 2;
const slotNames = ['1', '2'];

/** An officer is there in an hour in which at least one is expected. */
function isCovered(duty: Duty, day: number, hour: number): boolean {
  return (duty.officers?.[day]?.[hour] ?? 0) >= 1;
}

/** Which of the two event slots an hour belongs to; nothing where to neither. A slot may run over midnight and over Sunday's end. */
function slotOf(duty: Duty, day: number, hour: number): string {
  const at = day * 24 + hour;
  const found = (duty.slots ?? []).findIndex(([weekday, start]) => (at - (weekday * 24 + start) + 7 * 24) % (7 * 24) < slotHours);
  return slotNames[found] ?? '';
}

/** What is drawn: people to expect as the report reckons them, or the messages that came in. */
interface Layer {
  key: string;
  title: string;
  answer: string;
  values: readonly (readonly (number | null)[])[];
  said: (value: number) => string;
  most: string;
}

function best(values: Layer['values']): { day: number; hour: number; value: number } {
  return values
    .flatMap((row, day) => row.map((value, hour) => ({ day, hour, value: value ?? 0 })))
    .reduce((top, one) => (one.value > top.value ? one : top), { day: 0, hour: 0, value: 0 });
}

function layers(data: OfficersData): Layer[] {
  const people = data.duty.people ?? [];
  const [most, loud] = [best(people), best(data.hours)];
  return [
    {
      key: '',
      title: 'People to expect',
      answer: most.value === 0 ? 'Nobody was there in these 30 days.' : `Most people are to be expected on ${hourName(most.day, most.hour)}: ${decimal(most.value)} each time.`,
      values: people,
      said: (value: number) => `${decimal(value, 2)} people to expect`,
      most: 'most people',
    },
    {
      key: 'messages',
      title: 'Messages',
      answer: loud.value === 0 ? 'No messages were counted in 30 days.' : `Most messages come in on ${hourName(loud.day, loud.hour)}: ${exact(loud.value)} in 30 days.`,
      values: data.hours,
      said: (value: number) => `${exact(value)} messages in 30 days`,
      most: 'most messages',
    },
  ].filter((layer) => layer.values.length > 0);
}

function picture(data: OfficersData, layer: Layer): HTMLElement {
  const { duty, zone } = data;
  const there = (day: number, hour: number): string => (duty.officers === null ? '' : `, ${decimal(duty.officers[day]?.[hour] ?? 0)} officers expected`);
  const event = (day: number, hour: number): string => ({ '1': ', best for an event', '2': ', best for those whom the first event misses', '': '' })[slotOf(duty, day, hour)] ?? '';
  return weekGrid({
    name: `${layer.title} by weekday and hour.`,
    values: layer.values,
    told: (value, day, hour) => `${hourName(day, hour)} to ${clock(hour + 1)} (${zone}): ${value === null ? 'no data' : layer.said(value)}${there(day, hour)}${event(day, hour)}`,
    mark: (day, hour) => slotOf(duty, day, hour),
    outlined: (day, hour) => isCovered(duty, day, hour),
    legend: [
      legendCell('5%'),
      ' few ',
      legendCell('100%'),
      ` ${layer.most} `,
      ...(duty.officers === null ? [] : [legendCell('30%', ' officers'), ' an officer is usually there ']),
      ...((duty.slots ?? []).length === 0 ? [] : [h('span', { class: 'mark' }, '1'), h('span', { class: 'mark' }, '2'), ' hours for an event']),
    ],
  });
}

function awake(data: OfficersData): HTMLElement {
  const known = layers(data);
  const holder = h('div', {});
  const answer = h('span', {});
  const buttons = known.map((layer) => h('button', { type: 'button', class: 'part', onclick: () => choose('show', layer.key) }, layer.title));
  let shown = known[0];
  follow('when', ({ options }) => {
    shown = known.find((layer) => layer.key === (options.get('show') ?? '')) ?? known[0];
    buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(known[index] === shown)));
    answer.textContent = shown?.answer ?? '';
    holder.replaceChildren(shown && data.hours.some((row) => row.some((count) => count !== null)) ? picture(data, shown) : unavailable('no data: messages are not known'));
  });
  return questionCard({
    title: 'When is the clan awake, and who covers?',
    answer,
    picture: still(holder),
    extra: known.length < 2 ? null : h('div', { class: 'parts-of', role: 'group', 'aria-label': 'Show by hour' }, ...buttons),
    table: () => {
      const layer = shown;
      return plainTable(
        `${layer?.title ?? 'Hours'} by weekday and hour`,
        ['Day', ...Array.from({ length: 24 }, (_, hour) => String(hour))],
        (layer?.values ?? []).map((row, day) => [weekdays[day] ?? '', ...row.map((value) => (layer?.key === '' && value !== null ? decimal(value, 2) : value))]),
      );
    },
  });
}

function events(data: OfficersData): HTMLElement {
  const { duty } = data;
  const slots = duty.slots ?? [];
  const there = (day: number, hour: number): string => (duty.officers === null ? noData : isCovered(duty, day, hour) || isCovered(duty, (day + (hour === 23 ? 1 : 0)) % 7, (hour + 1) % 24) ? 'usually' : 'seldom');
  const purposes = ['1: most are there', '2: for those whom it misses'];
  return tableCard(
    h('span', {}, word('event', 'When to hold an event?')),
    slots.length === 0 ? '' : `Two hours each. ${plural(duty.regulars ?? 0, 'regular writes', 'regulars write')} often enough for a habit to be seen.`,
    slots.length === 0
      ? null
      : plainTable('Hours for an event', ['', 'Two hours from', 'Regulars to expect', 'Officer there'], slots.map(([day, hour, people], index) => [purposes[index] ?? '', hourName(day, hour), decimal(people), there(day, hour)]), [1, 3]),
    data.duty.people === null ? 'No data: messages are not known.' : 'Not enough data: nobody has written often enough yet for a habit to be seen.',
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
    list.length === 0 ? null : plainTable('Busy hours without officers', ['Hour', 'Messages each time', 'Officers each time'], list.map(([day, hour, messages, officers]) => [hourName(day, hour), decimal(messages), decimal(officers)])),
    'Every busy hour has an officer.',
  );
}

/** So many flags stand open; of a large clan's officers there can be dozens. */
const flagsShown = 6;

function flagged(flags: readonly string[]): HTMLElement | null {
  const list = (part: readonly string[]): HTMLElement =>
    h('ul', { class: 'lines' }, ...part.map((flag) => h('li', {}, h('span', { class: 'watch', 'aria-hidden': 'true' }, '▲ '), flag)));
  const rest = flags.slice(flagsShown);
  return flags.length === 0
    ? null
    : h('div', {}, list(flags.slice(0, flagsShown)), rest.length > 0 && h('details', { class: 'rest' }, h('summary', {}, `${exact(rest.length)} more`), list(rest)));
}

function answered(data: OfficersData): HTMLElement {
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, word('answers', 'Are newcomers answered?')),
    h('p', { class: 'answer' }, data.duty.answers ?? 'No data: messages are not known.'),
    flagged(data.duty.flags),
  );
}

function weekends(data: OfficersData): HTMLElement {
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, word('weekends', 'Which officers had no free weekend?')),
    h(
      'p',
      { class: 'answer' },
      data.duty.people === null ? 'No data: messages are not known.' : data.duty.weekends.length === 0 ? 'All had one lately.' : 'Not a fault, but a reason to share the work.',
    ),
    flagged(data.duty.weekends),
  );
}

/** When the clan is there, and when its officers are. */
export function whenView(data: OfficersData): HTMLElement {
  return h(
    'div',
    { class: 'stack' },
    h('p', { class: 'facts' }, `All hours are those of the clan’s time zone, ${data.zone}. They are told of all together: nobody’s own day is shown.`),
    awake(data),
    // The hours without an officer are the one long list; where there are none, both sides share the rest.
    (data.duty.holes ?? []).length > 0
      ? sides([events(data), answered(data), weekends(data)], [holes(data)])
      : sides([events(data), answered(data)], [holes(data), weekends(data)]),
    wordList(['event', 'holes', 'answers', 'weekends']),
  );
}

import { bars, type Bar } from '../charts/bars';
import { plainTable, questionCard, sides, tableCard } from '../charts/card';
import { ranked, still } from '../charts/ranked';
import { h, nameOf } from '../dom';
import { day, dayOfMonth, decimal, exact, plural, short, startOf } from '../format';
import type { OfficersData } from '../officersData';
import { range, rangeControl } from '../range';
import { choose, follow } from '../route';
import { word, wordList } from '../terms';

const oneDay = 86_400_000;
const monday = 4;
type Series = 'xp' | 'boss' | 'msgs';

/** The days of a range, in weeks where days would be too many; a week with a day of no data says so, the first and last may be cut. */
function barsOf(data: OfficersData, series: Series, days: number): Bar[] {
  const values = data.daily[series];
  const first = startOf(data.daily.first);
  const start = Math.max(0, values.length - days);
  if (days <= 90) {
    return values.slice(start).map((value, index) => {
      const at = first + (start + index) * oneDay;
      return { label: dayOfMonth(at), title: day(at), value, partial: start + index === values.length - 1 };
    });
  }

  const weeks = new Map<number, { sum: number; known: number; days: number }>();
  for (let index = start; index < values.length; index++) {
    const number = Math.floor(((first + index * oneDay) / oneDay + monday - 1) / 7);
    const week = weeks.get(number) ?? { sum: 0, known: 0, days: 0 };
    const value = values[index] ?? null;
    week.sum += value ?? 0;
    week.known += value === null ? 0 : 1;
    week.days += 1;
    weeks.set(number, week);
  }

  return [...weeks].map(([number, week]) => {
    const at = (number * 7 - monday + 1) * oneDay;
    const cut = week.known < 7;
    return { label: dayOfMonth(at), title: `week of ${day(at)}${cut ? `, ${plural(week.known, 'day', 'days')} of 7` : ''}`, value: week.known === 0 ? null : week.sum, partial: cut };
  });
}

function series(data: OfficersData, key: Series, days: number, title: string, unit: string): HTMLElement {
  const list = barsOf(data, key, days);
  const known = data.daily[key].slice(-days).filter((value): value is number => value !== null);
  const total = known.reduce((sum, value) => sum + value, 0);
  const gaps = Math.min(days, data.daily[key].length) - known.length;
  return questionCard({
    title,
    answer: known.length === 0 ? `No data in these ${days} days.` : `${total === 0 ? 'No' : short(total)} ${unit} in ${plural(known.length, 'day', 'days')}.${gaps > 0 ? ` ${plural(gaps, 'day has', 'days have')} no data.` : ''}`,
    picture: total === 0 ? still(h('p', { class: 'empty' }, known.length === 0 ? 'Nothing has been read of these days.' : 'Nothing to draw yet: the first two readings make the first number.')) : bars({ name: title, unit, signal: key === 'msgs' ? 'chat' : 'game', bars: list }),
    table: () => plainTable(title, [days <= 90 ? 'Day (UTC)' : 'Week from', unit], list.map((bar) => [bar.partial && days <= 90 ? `${bar.title}, so far` : bar.title, bar.value])),
  });
}

const gains = { 7: 'gain7', 30: 'gain30', 90: 'gain90', 365: 'gain365' } as const;

/** Bosses over the page's range, or ever. */
function bosses(data: OfficersData): HTMLElement {
  const holder = h('div', {});
  const over = h('button', { type: 'button', class: 'part', onclick: () => choose('bosses', '') });
  const ever = h('button', { type: 'button', class: 'part', onclick: () => choose('bosses', 'ever') }, 'Ever');
  const table = (): HTMLElement =>
    plainTable(
      'Bosses',
      ['Boss', 'Kills 7 d', '30 d', '90 d', '365 d', 'Ever', 'Most of them'],
      data.bosses.map((one) => [one.label, one.gain7, one.gain30, one.gain90, one.gain365, one.total, one.leader === null ? null : h('span', {}, nameOf(one.leader), ` ${exact(one.leaderKills)}`)]),
      [6],
    );
  follow('game', ({ options }) => {
    const isEver = options.get('bosses') === 'ever';
    const of = isEver ? 'total' : gains[range()];
    over.textContent = `${range()} days`;
    over.setAttribute('aria-pressed', String(!isEver));
    ever.setAttribute('aria-pressed', String(isEver));
    const top = data.bosses.filter((boss) => boss[of] > 0).sort((one, other) => other[of] - one[of]);
    holder.replaceChildren(
      top.length === 0
        ? h('p', { class: 'empty' }, 'No kill was counted in this time.')
        : ranked(top.slice(0, 15).map((boss) => ({ label: boss.label, value: boss[of] }))),
    );
  });
  return questionCard({
    title: 'Which bosses do we kill?',
    answer: 'Kills by everybody here now, the 15 most killed; the table has all.',
    picture: still(holder),
    extra: h('div', { class: 'parts-of', role: 'group', 'aria-label': 'Kills over' }, over, ever),
    table,
  });
}

function month(data: OfficersData): HTMLElement {
  const boss = data.bossMonth;
  if (boss === null) {
    return h('article', { class: 'card' }, h('h3', {}, word('month', 'Boss of the month')), h('p', { class: 'empty' }, 'No kill was counted in 30 days.'));
  }

  const list = boss.days.map((one) => ({ label: dayOfMonth(startOf(one.date)), title: day(startOf(one.date)), value: one.kills }));
  return questionCard({
    title: `Boss of the month: ${boss.label}`,
    answer: `${exact(boss.gain)} kills by the clan in 30 days.`,
    picture: bars({ name: `Kills of ${boss.label}`, unit: 'kills', signal: 'game', bars: list }),
    table: () => plainTable(boss.label, ['Day (UTC)', 'Kills'], list.map((bar) => [bar.title, bar.value])),
  });
}

function mastered(data: OfficersData): HTMLElement {
  return questionCard({
    title: 'Which skills have we mastered?',
    answer: 'Members at level 99, skill by skill.',
    picture: still(
      data.skills.length === 0
        ? h('p', { class: 'empty' }, 'No member has reached level 99 yet.')
        : ranked(data.skills.map((one) => ({ label: one.label, value: one.count, signal: 'gold' }))),
    ),
    table: () => plainTable('Skills', ['Skill', 'Members at 99'], data.skills.map((one) => [one.label, one.count])),
  });
}

function raids(data: OfficersData): HTMLElement {
  const rows = data.raids.map((one) => [one.label, one.normal, one.hard, decimal(one.perMember)]);
  return tableCard('How much do we raid?', 'Completions of everybody here now.', plainTable('Raids', ['Raid', 'Normal', 'Hard', word('raids', 'Mean')], rows), '');
}

function records(data: OfficersData): HTMLElement {
  const rows = data.records.map((one) => [one.label, h('span', {}, nameOf(one.holder), one.former && h('span', { class: 'tag' }, 'former member')), one.kills]);
  return tableCard(
    h('span', {}, word('record', 'Who holds the records?')),
    'The highest kill count ever seen, boss by boss.',
    rows.length === 0 ? null : plainTable('Records', ['Boss', 'Holder', 'Kills'], rows, [1]),
    'No boss has been ranked yet.',
  );
}

/** What the clan does together. */
export function gameView(data: OfficersData, now: number, since: number | null): HTMLElement {
  const control = rangeControl(since, now);
  const place = h('div', { class: 'pair' });
  let drawn = 0;
  follow('game', () => {
    control.show();
    const days = range();
    if (drawn !== days) {
      drawn = days;
      place.replaceChildren(
        series(data, 'xp', days, 'How much do we train?', 'XP'),
        series(data, 'boss', days, 'How much do we kill?', 'kills'),
        series(data, 'msgs', days, 'How much do we talk?', 'messages'),
        month(data),
      );
    }
  });
  return h(
    'div',
    { class: 'stack' },
    control.element,
    place,
    data.insightLines.length === 0 ? null : h('article', { class: 'card' }, h('h3', {}, 'What stands out?'), h('ul', { class: 'lines' }, ...data.insightLines.map((line) => h('li', {}, line)))),
    sides([bosses(data), records(data)], [mastered(data), raids(data)]),
    wordList(['xp', 'boss', 'msgs', 'record', 'raids', 'month']),
  );
}

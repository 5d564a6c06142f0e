import { bars, type Bar } from './charts/bars';
import { plainTable, questionCard, sides } from './charts/card';
import { hoursCard } from './charts/hours';
import { h, nameOf } from './dom';
import { day, dayOfMonth, decimal, exact, noData, plural, short, startOf } from './format';
import type { BossOfTheMonth, ClanData, ClanDay, Count } from './shared';

function dayLabel(iso: string): string {
  return dayOfMonth(startOf(iso));
}

function perDay(history: readonly ClanDay[], field: 'xp' | 'msgs', title: string, unit: string): HTMLElement {
  const list: Bar[] = history.map((one) => ({ label: dayLabel(one.date), title: day(startOf(one.date)), value: one[field], partial: one.partial }));
  const known = history.filter((one) => one[field] !== null);
  const total = known.reduce((sum, one) => sum + (one[field] ?? 0), 0);
  const best = known.reduce<ClanDay | null>((top, one) => (top === null || (one[field] ?? 0) > (top[field] ?? 0) ? one : top), null);
  const gaps = history.length - known.length;
  const answer =
    best === null || total === 0
      ? `Nothing was counted in ${plural(known.length, 'day', 'days')} that are known.`
      : `${short(total)} ${unit} in ${plural(known.length, 'day', 'days')}, most on ${dayLabel(best.date)}: ${short(best[field] ?? 0)}.` +
        (gaps > 0 ? ` ${gaps === 1 ? 'One day has' : `${gaps} days have`} no data.` : '');
  return questionCard({
    title,
    answer,
    picture: bars({ name: title, unit, signal: field === 'xp' ? 'game' : 'chat', bars: list }),
    table: () =>
      plainTable(
        title,
        ['Day (UTC)', unit],
        list.map((bar) => [bar.partial ? `${bar.title}, so far` : bar.title, bar.value === null ? noData : exact(bar.value)]),
      ),
  });
}

function ranked(title: string, answer: string, unit: string, counts: readonly Count[]): HTMLElement {
  return questionCard({
    title,
    answer,
    picture: bars({ name: title, unit, signal: 'game', lying: true, bars: counts.map((one) => ({ label: one.label, title: one.label, value: one.count })) }),
    table: () => plainTable(title, ['Name', unit], counts.map((one) => [one.label, exact(one.count)])),
  });
}

function month(boss: BossOfTheMonth): HTMLElement {
  const title = `Boss of the month: ${boss.label}`;
  const list = boss.days.map((one) => ({ label: dayLabel(one.date), title: day(startOf(one.date)), value: one.kills }));
  return questionCard({
    title,
    answer: `${exact(boss.gain)} kills by the clan in 30 days.`,
    picture: bars({ name: title, unit: 'kills', signal: 'game', bars: list }),
    table: () => plainTable(title, ['Day (UTC)', 'kills'], list.map((bar) => [bar.title, exact(bar.value)])),
  });
}

function note(text: string): HTMLElement {
  return h('p', { class: 'empty' }, text);
}

function tableCard(title: string, answer: string, table: HTMLElement): HTMLElement {
  return h('article', { class: 'card question' }, h('header', {}, h('div', {}, h('h3', {}, title), h('p', { class: 'answer' }, answer))), table);
}

function records(data: ClanData): HTMLElement {
  const rows = data.records.map((one) => [
    one.label,
    h('span', {}, nameOf(one.holder), one.former && h('span', { class: 'tag' }, 'former member')),
    exact(one.kills),
  ]);
  return tableCard('Who holds the records?', 'The highest kill count ever seen, boss by boss.', rows.length === 0 ? note('No boss has been ranked yet.') : plainTable('Records', ['Boss', 'Holder', 'Kills'], rows, [1]));
}

function bosses(data: ClanData): HTMLElement {
  const rows = data.bosses.map((one) => [
    one.label,
    exact(one.gain7),
    exact(one.gain30),
    exact(one.total),
    one.leader === null ? noData : h('span', {}, nameOf(one.leader), ` ${exact(one.leaderKills)}`),
  ]);
  return tableCard('Every boss', 'Kills by the clan; the leader is the member with the most.', rows.length === 0 ? note('No boss has been ranked yet.') : plainTable('Bosses', ['Boss', 'Kills 7 d', 'Kills 30 d', 'All time', 'Leader'], rows, [4]));
}

function raids(data: ClanData): HTMLElement {
  const rows = data.raids.map((one) => [one.label, exact(one.normal), exact(one.hard), decimal(one.perMember)]);
  return tableCard('How much do we raid?', 'Completions of everybody here now.', plainTable('Raids', ['Raid', 'Normal', 'Hard', 'Mean'], rows));
}

/** The bosses of the week, one by one; all the others together would dwarf them and stand in the sentence. */
function bossesOfWeek(counts: readonly Count[]): HTMLElement | null {
  const shown = counts.filter((one) => one.label !== 'Other');
  const sum = (part: readonly Count[]): number => part.reduce((kills, one) => kills + one.count, 0);
  const rest = sum(counts) - sum(shown);
  return shown.length === 0
    ? null
    : ranked('Which bosses this week?', `${exact(sum(counts))} kills in 7 days${rest > 0 ? `, ${exact(rest)} of them of other bosses` : ''}.`, 'kills', shown);
}

/** What the clan did together: days, hours, bosses, records. */
export function clanView(data: ClanData): HTMLElement {
  return h(
    'div',
    { class: 'stack' },
    h(
      'div',
      { class: 'pair' },
      perDay(data.history, 'xp', 'How much do we play?', 'XP'),
      perDay(data.history, 'msgs', 'How much do we talk?', 'messages'),
      hoursCard(data.hours, data.zone),
      data.bossMonth && month(data.bossMonth),
    ),
    sides(
      [bossesOfWeek(data.bossWeek), records(data)],
      [
        data.skills.length > 0 ? ranked('Which skills have we mastered?', 'Members at level 99, skill by skill.', 'members', data.skills) : null,
        data.raids.length > 0 ? raids(data) : null,
      ],
    ),
    bosses(data),
  );
}

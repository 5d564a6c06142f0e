import { calendarPicture, dayNumbers, type DayNumber } from '../charts/calendar';
import { plainTable, questionCard, tableCard } from '../charts/card';
import { h, nameOf } from '../dom';
import { ago, day, exact, moment, noData, plural, short, startOf } from '../format';
import { besideNote, marked, missingReason } from '../marks';
import type { Account, Happening, Member, Metric, OfficersData } from '../officersData';
import { memberOf, person } from '../people';
import { range, ranges } from '../range';
import { follow, link } from '../route';
import { word, wordList } from '../terms';
import { flagTag, stateTag } from './flags';
import { judgements } from './standing';

const oneDay = 86_400_000;

function roleSince(member: Member): number | null {
  return member.events.find(([, kind, , to]) => kind === 'rank' && to === member.role)?.[0] ?? null;
}

/** Where to read on; the page itself asks for nothing. */
function profile(member: Member): HTMLElement {
  const address = `https://wiseoldman.net/players/${encodeURIComponent(member.user)}`;
  return h('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, 'Wise Old Man');
}

function head(member: Member, data: OfficersData): HTMLElement {
  const since = roleSince(member);
  const others = data.members.filter((one) => one.person === member.person && one.id !== member.id);
  return h(
    'header',
    { class: 'person-head' },
    member.former.length === 0 ? null : h('p', { class: 'facts' }, 'Formerly ', ...member.former.flatMap((name, index) => [index === 0 ? '' : ', ', nameOf(name)])),
    h(
      'p',
      { class: 'person-line' },
      h('span', {}, member.role, since === null ? '' : ` since ${day(since)}`),
      h('span', {}, member.joined === null ? 'Nobody knows when they joined' : `joined ${day(member.joined)}${member.days === null ? '' : `, ${plural(member.days, 'day', 'days')} ago`}`),
      stateTag(member.state),
      ...member.flags.map(flagTag),
      member.pending && h('span', { class: 'tag' }, 'who this is, is pending'),
    ),
    others.length === 0
      ? null
      : h('p', { class: 'facts' }, member.person === member.id ? 'Also plays ' : 'Another account of ', ...others.flatMap((one, index) => [index === 0 ? '' : ', ', person(one.id)])),
    h('p', { class: 'facts' }, profile(member), ` · measured ${member.measured === null ? 'never' : `${ago(member.measured, Date.now())} (${moment(member.measured)})`}`),
  );
}

function accounts(member: Member): HTMLElement {
  const sure: Record<string, string> = { confirmed: 'an officer confirmed it', automatic: 'found by name', suggested: 'only suggested' };
  const row = (account: Account): HTMLElement =>
    h('li', {}, nameOf(account.name), h('span', { class: 'facts' }, ` ${sure[account.state] ?? account.state}, ${Math.round(account.weight * 100)} % sure: ${account.evidence}`));
  const none = member.linked === 'none' ? 'An officer said that there is none.' : 'None that anybody knows. A line in the workbook’s Links sheet changes that.';
  return h('article', { class: 'card' }, h('h3', {}, 'Discord accounts'), member.accounts.length === 0 ? h('p', { class: 'empty' }, none) : h('ul', { class: 'lines' }, ...member.accounts.map(row)));
}

function figures(member: Member): HTMLElement {
  const line = (metric: Metric, title: string, total: number | null | undefined): (string | Node)[] => [
    word(metric, title),
    ...ranges.map((days) => {
      const key = `${metric}${days}` as const;
      const value = member[key];
      const mark = member.marks[key];
      const note = value === null ? missingReason(mark) : [exact(value), besideNote(mark)].filter(Boolean).join('. ');
      const chosen = days === range() ? 'chosen' : null;
      return h('span', { title: note, class: value === null ? 'no-data' : chosen }, marked(value === null ? null : short(value), mark));
    }),
    total === undefined ? '' : total === null ? noData : h('span', { title: exact(total) }, short(total)),
  ];
  const rows = [
    line('xp', 'XP', member.totalXp),
    line('boss', 'Kills', member.totalBoss),
    line('gdays', 'Days played', undefined),
    line('msgs', 'Messages', member.msgsTotal),
    line('cdays', 'Days talked', undefined),
  ];
  const reasons = [...new Set(Object.values(member.marks).map((mark) => missingReason(mark)))];
  const gone = ranges.some((days) => member[`xp${days}`] === null || member[`msgs${days}`] === null);
  return tableCard(
    'How much?',
    gone ? `– is not known: ${reasons.filter((reason) => reason !== 'No data').join('; ').toLowerCase() || 'no data'}.` : 'Everything is measured.',
    plainTable(`${member.name} in numbers`, ['', '7 d', '30 d', '90 d', '365 d', 'Ever'], rows),
    '',
  );
}

const happenings: Record<string, (from: string | null, to: string | null) => (Node | string)[]> = {
  joined: () => ['joined the clan'],
  left: () => ['left the clan'],
  renamed: (from, to) => ['was called ', nameOf(from ?? '?'), ...(to === null ? [] : [', then ', nameOf(to)])],
  rank: (from, to) => [from === null ? `became ${to ?? '?'}` : `${from} → ${to ?? '?'}`],
  break: (from) => [`came back after ${from ?? '?'} days without a sign`],
  record: (from, to) => [`reached the clan’s record at ${from ?? '?'}: ${exact(Number(to ?? 0))} kills`],
};

function timeline(events: readonly Happening[]): HTMLElement {
  const row = ([at, kind, from, to]: Happening): HTMLElement =>
    h('li', { class: `happened ${kind}` }, h('time', {}, at === null ? 'unknown' : day(at)), h('span', {}, ...(happenings[kind]?.(from, to) ?? [kind])));
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, 'What happened?'),
    h('p', { class: 'answer' }, 'Joins, leaves, names, ranks, breaks and records, as far as they were seen.'),
    events.length === 0 ? h('p', { class: 'empty' }, 'Nothing was seen happening yet.') : h('ol', { class: 'timeline' }, ...events.map(row)),
  );
}

function monthTable(first: number, rows: { game: readonly (number | null)[]; chat: readonly (number | null)[] | null }): HTMLElement {
  const found = new Map<string, { played: number; talked: number; game: number; chat: number }>();
  rows.game.forEach((level, index) => {
    const key = new Date(first + index * oneDay).toISOString().slice(0, 7);
    const month = found.get(key) ?? { played: 0, talked: 0, game: 0, chat: 0 };
    const said = rows.chat?.[index] ?? null;
    month.played += level !== null && level > 0 ? 1 : 0;
    month.game += level === null ? 1 : 0;
    month.talked += said !== null && said > 0 ? 1 : 0;
    month.chat += said === null ? 1 : 0;
    found.set(key, month);
  });
  return plainTable(
    'Days by month',
    ['Month', 'Days played', 'Without game data', 'Days talked', 'Without chat data'],
    [...found].reverse().map(([month, sums]) => [month, sums.played, sums.game, rows.chat === null ? null : sums.talked, sums.chat]),
  );
}

/** Every day that is shown, newest first, to the last digit. */
function dayTable(first: number, from: number, xp: readonly DayNumber[], messages: readonly DayNumber[] | null): HTMLElement {
  const rows = xp.slice(from).map((value, index) => [day(first + (from + index) * oneDay), value, messages?.[from + index] ?? null]);
  return plainTable('Day by day', ['Day (UTC)', 'XP', 'Messages'], rows.reverse());
}

function calendar(member: Member, data: OfficersData): HTMLElement {
  if (member.game === undefined || member.game === '') {
    return h('article', { class: 'card' }, h('h3', {}, 'When was this member here?'), h('p', { class: 'empty' }, 'No day has been told yet.'));
  }

  const [played, talked] = [dayNumbers(member.game), member.chat ? dayNumbers(member.chat) : null];
  const game = played.levels;
  const chat = talked?.levels ?? null;
  const first = startOf(data.daily.first);
  const year = game.length - 364;
  const rows = [
    { title: 'Game', signal: 'game' as const, levels: game, numbers: played.numbers, steps: data.daily.xpSteps, unit: 'XP', one: 'XP' },
    { title: 'Chat', signal: 'chat' as const, levels: chat ?? game.map(() => null), numbers: talked?.numbers ?? [], steps: data.daily.msgSteps, unit: 'messages', one: 'message' },
  ];
  const holder = h('div', { class: 'calendars' });
  let begin = Math.max(0, year);
  const show = (from: number): void => {
    begin = Math.max(0, from);
    holder.replaceChildren(calendarPicture({ first, from: begin, rows }));
  };
  const more = h('button', { type: 'button', class: 'toggle', 'aria-pressed': 'false' }, 'Show two years');
  more.addEventListener('click', () => {
    const all = more.getAttribute('aria-pressed') !== 'true';
    more.setAttribute('aria-pressed', String(all));
    more.textContent = all ? 'Show one year' : 'Show two years';
    show(all ? 0 : year);
  });
  show(year);
  const shown = game.slice(Math.max(0, year));
  const playedOn = shown.filter((level) => level !== null && level > 0).length;
  const talkedOn = chat === null ? null : chat.slice(Math.max(0, year)).filter((level) => level !== null && level > 0).length;
  const gaps = shown.filter((level) => level === null).length;
  const answer =
    `Played on ${plural(playedOn, 'day', 'days')}, ` +
    (talkedOn === null ? 'messages are not known' : `talked on ${exact(talkedOn)}`) +
    ` of the last ${exact(shown.length)}${gaps === 0 ? '' : `; ${plural(gaps, 'day has', 'days have')} no game data`}.`;
  return questionCard({
    title: 'When was this member here?',
    answer,
    picture: { element: holder, draw: () => undefined },
    extra: year > 0 ? more : null,
    table: () => h('div', { class: 'stack' }, dayTable(first, begin, played.numbers, talked?.numbers ?? null), h('h4', {}, 'Month by month'), monthTable(first, { game, chat })),
  });
}

function page(member: Member, data: OfficersData): HTMLElement {
  return h(
    'div',
    { class: 'stack' },
    head(member, data),
    calendar(member, data),
    h('div', { class: 'pair' }, figures(member), h('div', { class: 'stack' }, accounts(member), timeline(member.events))),
    judgements(member, data),
    wordList(['xp', 'boss', 'gdays', 'msgs', 'cdays', 'calendar', 'marks', 'state', 'purge', 'ladder']),
  );
}

/** One person: opened by a link, so that it can be sent to another officer. */
export function memberView(data: OfficersData): HTMLElement {
  const place = h('div', { class: 'member' });
  follow('member', ({ rest }) => {
    const member = memberOf(Number(rest));
    // The first time the view is not yet in the page.
    queueMicrotask(() => place.closest('.view')?.querySelector('h2')?.replaceChildren(member ? nameOf(member.name) : 'Nobody'));

    place.replaceChildren(
      h('p', { class: 'back' }, h('a', { href: link('members') }, '← All members')),
      member
        ? page(member, data)
        : h('p', { class: 'empty' }, 'Nobody on the roster has this number. They may have left: look under Health, “gone”.'),
    );
  });
  return place;
}


import './styles.css';
import './today.css';
import './public.css';
import { clanView } from './clan';
import { h, nameOf, withVariable } from './dom';
import { exact, noData, plural, short } from './format';
import type { Person, PublicData, TopList } from './publicData';
import { personCard } from './publicPerson';
import { keep, read } from './route';
import { answersTo } from './search';
import { clanLists, readData } from './shared';
import { openPage, sayBroken, watchForFaults } from './shell';
import { Table, type Column, type Order } from './table';

function topList(list: TopList): HTMLElement {
  const most = Math.max(1, ...list.rows.map((row) => row.value));
  const places = list.rows.map((row) =>
    withVariable(
      h('li', { class: list.signal }, nameOf(row.name), ' ', h('span', { class: 'n' }, exact(row.value))),
      '--share',
      `${((row.value / most) * 100).toFixed(1)}%`,
    ),
  );
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, list.title),
    list.rows.length === 0 ? h('p', { class: 'empty' }, list.empty) : h('ol', { class: 'places barred' }, ...places),
  );
}

function topView(data: PublicData): HTMLElement {
  return h('div', { class: 'pair' }, ...data.top.map(topList));
}

function total(people: readonly Person[], key: 'xp' | 'kills' | 'msgs', title: string, hint: string, signal: 'game' | 'chat'): Column<Person> {
  const most = Math.max(1, ...people.map((person) => person[key] ?? 0));
  return {
    key,
    title,
    hint,
    number: true,
    signal,
    value: (person) => person[key],
    cell: (person) => {
      const value = person[key];
      return value === null
        ? { content: h('span', { class: 'no-data' }, noData), note: 'No data' }
        : { content: short(value), note: short(value) === exact(value) ? undefined : exact(value), share: value / most };
    },
  };
}

/** So few answers are shown whole; of more, the table alone. */
const wholeUpTo = 2;

/** Everybody's lifetime totals; nothing here says what anybody did lately. */
function peopleView(data: PublicData): HTMLElement {
  const search = h('input', { type: 'search', id: 'search', placeholder: 'Any part of it', autocomplete: 'off', spellcheck: 'false' });
  const count = h('p', { class: 'count', role: 'status' });
  const empty = h('p', { class: 'empty' }, 'No member has this name. Try a part of it.');
  const { view, options } = read();
  let order: Order = { key: options.get('sort') ?? 'xp', direction: options.get('dir') === 'asc' ? 'asc' : 'desc' };
  const remember = (): void => {
    const plain = order.key === 'xp' && order.direction === 'desc';
    keep('find', { q: search.value.trim(), sort: plain ? '' : order.key, dir: plain ? '' : order.direction });
  };
  const found = h('div', { class: 'found', 'aria-live': 'polite' });
  const name: Column<Person> = {
    key: 'name',
    title: 'Name',
    value: (person) => person.name,
    cell: (person) => ({ content: h('button', { type: 'button', class: 'open', onclick: () => open(person) }, nameOf(person.name)) }),
  };
  const table = new Table(
    'Find me',
    [
      name,
      total(data.people, 'xp', 'XP', 'Experience of a lifetime', 'game'),
      total(data.people, 'kills', 'Kills', 'Boss kills of a lifetime', 'game'),
      total(data.people, 'msgs', 'Messages', 'All messages ever counted', 'chat'),
      {
        key: 'mastered',
        title: '99s',
        hint: 'Skills at level 99',
        number: true,
        value: (person) => (person.level === null ? null : person.mastered.length),
        cell: (person) =>
          person.level === null ? { content: h('span', { class: 'no-data' }, noData), note: 'No data' } : { content: exact(person.mastered.length) },
      },
    ],
    data.people,
    (chosen) => {
      order = chosen;
      remember();
    },
  );
  const refresh = (): void => {
    const shown = table.filter((person) => answersTo(person.name, search.value));
    const answers = shown > 0 && search.value.trim() !== '' ? data.people.filter((person) => answersTo(person.name, search.value)) : [];
    const same = answers.filter((person) => person.name === search.value);
    const whole = same.length > 0 ? same : answers.length <= wholeUpTo ? answers : [];
    found.replaceChildren(...whole.map((person) => personCard(person, data)));
    count.textContent = `${plural(shown, 'member', 'members')} of ${exact(data.people.length)}`;
    empty.hidden = shown > 0;
  };
  const open = (person: Person): void => {
    search.value = person.name;
    refresh();
    remember();
    search.focus();
    search.scrollIntoView({ block: 'nearest' });
  };
  search.addEventListener('input', () => {
    refresh();
    remember();
  });
  search.value = view === 'find' ? (options.get('q') ?? '') : '';
  table.sort(order);
  refresh();
  return h('div', {}, h('div', { class: 'tools' }, h('label', { class: 'search' }, h('span', {}, 'Your name'), search)), count, found, table.element, empty);
}

function start(): void {
  watchForFaults();
  const data = readData<PublicData>('public', [...clanLists, 'top', 'names', 'people']);
  if (typeof data === 'string') {
    sayBroken(data);
    return;
  }

  openPage(
    [
      { key: 'today', title: 'This week', build: null },
      { key: 'top', title: 'Top lists', build: () => topView(data) },
      { key: 'clan', title: 'Clan', build: () => clanView(data) },
      { key: 'find', title: 'Find me', build: () => peopleView(data) },
    ],
    data.dataAsOf,
  );
}

start();

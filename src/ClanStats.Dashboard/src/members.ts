import { h, nameOf } from './dom';
import { ago, day, exact, moment, noData, plural, short } from './format';
import { besideNote, marked, missingReason, stateOrder, stateShapes, stateWords } from './marks';
import type { Figure, Member, OfficersData, State } from './officersData';
import { keep, read } from './route';
import { answersTo } from './search';
import { Table, type Column, type Order } from './table';

const view = 'members';
const defaultOrder: Order = { key: 'msgs30', direction: 'desc' };

function figure(
  members: readonly Member[],
  key: Figure,
  title: string,
  hint: string,
  signal: 'game' | 'chat',
): Column<Member> {
  const most = Math.max(1, ...members.map((member) => member[key] ?? 0));
  return {
    key,
    title,
    hint,
    number: true,
    signal,
    value: (member) => member[key],
    cell: (member) => {
      const value = member[key];
      const mark = member.marks[key];
      if (value === null) {
        return { content: h('span', { class: 'no-data' }, noData), note: missingReason(mark) };
      }

      const note = [short(value) === exact(value) ? undefined : exact(value), besideNote(mark)].filter(Boolean).join('. ');
      return {
        content: h('span', { class: value === 0 ? 'zero' : null }, marked(short(value), mark)),
        note: note === '' ? undefined : note,
        share: value / most,
      };
    },
  };
}

function stateOf(member: Member): HTMLElement {
  return h(
    'span',
    { class: `state ${member.state}` },
    h('span', { class: 'shape', 'aria-hidden': 'true' }, stateShapes[member.state]),
    ` ${stateWords[member.state]}`,
  );
}

function columns(data: OfficersData, now: number): Column<Member>[] {
  const all = data.members;
  return [
    {
      key: 'name',
      title: 'Name',
      value: (member) => member.name,
      cell: (member) => ({
        content: h('span', {}, nameOf(member.name), h('span', { class: 'why' }), member.pending && h('span', { class: 'tag' }, 'who this is, is pending')),
        note: member.former.length > 0 ? `Formerly ${member.former.join(', ')}` : undefined,
      }),
    },
    {
      key: 'role',
      title: 'Role',
      hint: 'Rank in the clan, highest first',
      value: (member) => member.rank,
      cell: (member) => ({ content: member.role }),
    },
    {
      key: 'state',
      title: 'Last 30 days',
      hint: 'What this member did in the last 30 days',
      value: (member) => stateOrder.indexOf(member.state),
      cell: (member) => ({ content: stateOf(member) }),
    },
    figure(all, 'xp7', 'XP 7 d', 'Experience gained in 7 days', 'game'),
    figure(all, 'xp30', 'XP 30 d', 'Experience gained in 30 days', 'game'),
    figure(all, 'boss7', 'Kills 7 d', 'Boss kills in 7 days', 'game'),
    figure(all, 'boss30', 'Kills 30 d', 'Boss kills in 30 days', 'game'),
    figure(all, 'msgs7', 'Msgs 7 d', 'Messages in 7 days, in game and on Discord', 'chat'),
    figure(all, 'msgs30', 'Msgs 30 d', 'Messages in 30 days, in game and on Discord', 'chat'),
    {
      key: 'joined',
      title: 'Joined',
      hint: 'Day of joining (UTC)',
      number: true,
      value: (member) => member.joined,
      cell: (member) =>
        member.joined === null
          ? { content: h('span', { class: 'no-data' }, noData), note: 'Nobody knows when' }
          : { content: day(member.joined), note: moment(member.joined) },
    },
    {
      key: 'measured',
      title: 'Measured',
      hint: 'When Wise Old Man last read this player',
      number: true,
      value: (member) => member.measured,
      cell: (member) =>
        member.measured === null
          ? { content: h('span', { class: 'no-data' }, noData), note: 'Never measured' }
          : { content: ago(member.measured, now), note: moment(member.measured) },
    },
  ];
}

/** Why a member answers to a search: true for the present name, words for a former one, false for neither. */
function answers(member: Member, wanted: string): string | boolean {
  if (answersTo(member.name, wanted)) {
    return true;
  }

  const former = member.former.find((name) => answersTo(name, wanted));
  return former === undefined ? false : `formerly ${former}`;
}

/** The whole roster: search, filter by state, sort; all of it in the address. */
export function membersView(data: OfficersData, now: number): HTMLElement {
  let state = '';
  let order = defaultOrder;
  const search = h('input', { type: 'search', id: 'search', placeholder: 'Any name, old or new', autocomplete: 'off', spellcheck: 'false' });
  const count = h('p', { class: 'count', role: 'status' });
  const empty = h('p', { class: 'empty' }, 'Nobody answers to this. Clear the search, or choose “Everyone”.');
  const chips = h('div', { class: 'chips', role: 'group', 'aria-label': 'Show only' });

  const refresh = (): void => {
    const wanted = search.value;
    const shown = table.filter((member) => (state === '' || member.state === state) && answers(member, wanted));
    count.textContent = `${plural(shown, 'member', 'members')} of ${exact(data.members.length)}`;
    empty.hidden = shown > 0;
    for (const chip of chips.querySelectorAll('button')) {
      chip.setAttribute('aria-pressed', String(chip.dataset['state'] === state));
    }
  };
  const remember = (): void => {
    const plain = order.key === defaultOrder.key && order.direction === defaultOrder.direction;
    keep(view, { q: search.value.trim(), state, sort: plain ? '' : order.key, dir: plain ? '' : order.direction });
  };
  const table = new Table('Members', columns(data, now), data.members, (chosen) => {
    order = chosen;
    remember();
  });

  const choices: ('' | State)[] = ['', ...stateOrder.filter((one) => data.members.some((member) => member.state === one))];
  for (const choice of choices) {
    const people = choice === '' ? data.members.length : data.members.filter((member) => member.state === choice).length;
    const pick = (): void => {
      state = choice;
      refresh();
      remember();
    };
    chips.append(
      h('button', { type: 'button', class: 'chip', 'data-state': choice, onclick: pick }, choice === '' ? 'Everyone' : stateWords[choice], ' ', h('span', { class: 'n' }, exact(people))),
    );
  }

  const restore = (): void => {
    const { view: shown, options } = read();
    if (shown === view) {
      search.value = options.get('q') ?? '';
      state = choices.find((choice) => choice === options.get('state')) ?? '';
      order = options.has('sort')
        ? { key: options.get('sort') ?? '', direction: options.get('dir') === 'asc' ? 'asc' : 'desc' }
        : defaultOrder;
      table.sort(order);
      refresh();
    }
  };
  search.addEventListener('input', () => {
    refresh();
    remember();
  });
  addEventListener('hashchange', restore);
  table.sort(order);
  refresh();
  restore();

  return h(
    'div',
    { class: 'members' },
    h('div', { class: 'tools' }, h('label', { class: 'search' }, h('span', {}, 'Find a member'), search), chips),
    count,
    table.element,
    empty,
  );
}

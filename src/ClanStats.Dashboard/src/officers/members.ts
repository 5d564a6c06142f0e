import { h, nameOf } from '../dom';
import { ago, day, exact, moment, noData, plural, short } from '../format';
import { besideNote, marked, missingReason, stateOrder } from '../marks';
import type { Figure, Flag, Member, Metric, OfficersData, State } from '../officersData';
import { person } from '../people';
import { range, rangeControl, type Range } from '../range';
import { choose, follow, keep } from '../route';
import { answersTo } from '../search';
import { Table, type Column, type Order } from '../table';
import { wordList } from '../terms';
import { flagTag, flagWords, stateTag } from './flags';

const view = 'members';
const defaultOrder: Order = { key: 'msgs', direction: 'desc' };
const letters: Record<string, State> = { b: 'both', g: 'game_only', c: 'chat_only', n: 'neither', m: 'not_measured', y: 'not_yet' };

/** What a member did over a range; the 30 days are the state every output tells. */
export function stateOver(member: Member, days: Range): State {
  const letter = member.states.charAt([7, 30, 90, 365].indexOf(days));
  return days === 30 ? member.state : (letters[letter] ?? 'not_measured');
}

interface Preset {
  key: string;
  title: string;
  wanted: (member: Member, days: Range) => boolean;
}

const has = (flag: Flag) => (member: Member): boolean => member.flags.includes(flag);
const isIn = (...states: State[]) => (member: Member, days: Range): boolean => states.includes(stateOver(member, days));

const presets: readonly Preset[] = [
  { key: '', title: 'Everyone', wanted: () => true },
  { key: 'new', title: flagWords.new, wanted: has('new') },
  { key: 'slipping', title: flagWords.slipping, wanted: has('slipping') },
  { key: 'quiet-game', title: 'Quiet in game', wanted: isIn('chat_only', 'neither') },
  { key: 'quiet-chat', title: 'Quiet in chat', wanted: isIn('game_only', 'neither') },
  { key: 'quiet', title: 'Quiet in both', wanted: isIn('neither') },
  { key: 'due', title: flagWords.due, wanted: has('due') },
  { key: 'back', title: flagWords.back, wanted: has('back') },
  { key: 'purge', title: flagWords.purge, wanted: has('purge') },
  { key: 'unlinked', title: flagWords.unlinked, wanted: has('unlinked') },
  { key: 'unmeasured', title: 'Not measured', wanted: isIn('not_measured', 'not_yet') },
];

function figure(members: readonly Member[], metric: Metric, days: Range, title: string, signal: 'game' | 'chat', minor: boolean): Column<Member> {
  const key: Figure = `${metric}${days}`;
  const most = Math.max(1, ...members.map((member) => member[key] ?? 0));
  return {
    key: metric,
    title,
    term: metric,
    number: true,
    minor,
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

/** A day as a saved table holds it. */
function isoDay(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString().slice(0, 10);
}

function columns(data: OfficersData, days: Range, now: number): Column<Member>[] {
  const all = data.members;
  return [
    {
      key: 'name',
      title: 'Name',
      term: 'name',
      value: (member) => member.name,
      cell: (member) => ({
        content: h('span', {}, person(member.id), h('span', { class: 'why' }), member.pending && h('span', { class: 'tag' }, 'who this is, is pending')),
        note: member.former.length > 0 ? `Formerly ${member.former.join(', ')}` : undefined,
      }),
    },
    { key: 'role', title: 'Rank', term: 'role', value: (member) => member.rank, raw: (member) => member.role, cell: (member) => ({ content: member.role }) },
    {
      key: 'state',
      title: 'Did',
      term: 'state',
      value: (member) => stateOrder.indexOf(stateOver(member, days)),
      raw: (member) => stateOver(member, days),
      cell: (member) => ({ content: stateTag(stateOver(member, days)) }),
    },
    figure(all, 'xp', days, 'XP', 'game', false),
    figure(all, 'boss', days, 'Kills', 'game', true),
    figure(all, 'gdays', days, 'Days played', 'game', true),
    figure(all, 'msgs', days, 'Messages', 'chat', false),
    figure(all, 'cdays', days, 'Days talked', 'chat', true),
    {
      key: 'score',
      title: 'Score',
      term: 'score',
      number: true,
      minor: true,
      value: (member) => member.score,
      cell: (member) => ({ content: h('span', { class: member.score === 0 ? 'zero' : null }, short(member.score)), note: `${exact(member.score)} points in 7 days` }),
    },
    {
      key: 'flags',
      title: 'To know',
      term: 'flags',
      number: true,
      value: (member) => member.flags.length,
      raw: (member) => member.flags.map((flag) => flagWords[flag]).join('; '),
      cell: (member) => ({ content: h('span', { class: 'flags' }, ...member.flags.map(flagTag)) }),
    },
    {
      key: 'joined',
      title: 'Joined',
      term: 'joined',
      number: true,
      minor: true,
      value: (member) => member.joined,
      raw: (member) => isoDay(member.joined),
      cell: (member) =>
        member.joined === null
          ? { content: h('span', { class: 'no-data' }, noData), note: 'Nobody knows when' }
          : { content: day(member.joined), note: moment(member.joined) },
    },
    {
      key: 'measured',
      title: 'Measured',
      term: 'measured',
      number: true,
      minor: true,
      value: (member) => member.measured,
      raw: (member) => (member.measured === null ? null : moment(member.measured)),
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

/** The whole roster: search, presets, sort, range; all of it in the address. */
export function membersView(data: OfficersData, now: number, since: number | null): HTMLElement {
  let preset = presets[0] as Preset;
  let order = defaultOrder;
  let shownRange: Range | null = null;
  let table: Table<Member> | null = null;
  const search = h('input', { type: 'search', id: 'search', placeholder: 'Any name, old or new', autocomplete: 'off', spellcheck: 'false' });
  const count = h('p', { class: 'count', role: 'status' });
  const empty = h('div', { class: 'empty' }, h('p', {}), h('button', { type: 'button', class: 'toggle' }, 'Show everyone'));
  const chips = h('div', { class: 'chips', role: 'group', 'aria-label': 'Show only' });
  const place = h('div', {});
  const buttons = h('div', { class: 'buttons' });
  const control = rangeControl(since, now);

  const said = (): void => {
    const what = search.value.trim();
    const first = empty.firstElementChild;
    if (first) {
      first.replaceChildren(
        data.members.length === 0
          ? 'Nobody has been read yet. The first finished night fills this table.'
          : h('span', {}, preset.key === '' ? 'Nobody ' : `Nobody under “${preset.title}” `, what === '' ? 'is there.' : h('span', {}, 'answers to “', nameOf(what), '”, now or formerly.')),
      );
    }
  };
  const refresh = (): void => {
    const wanted = search.value;
    const shown = table?.filter((member) => preset.wanted(member, range()) && answers(member, wanted)) ?? 0;
    count.textContent = `${plural(shown, 'member', 'members')} of ${exact(data.members.length)}, over ${range()} days`;
    empty.hidden = shown > 0;
    place.hidden = shown === 0;
    said();
    for (const chip of chips.querySelectorAll('button')) {
      chip.setAttribute('aria-pressed', String(chip.dataset['preset'] === preset.key));
    }
  };
  const remember = (): void => {
    const plain = order.key === defaultOrder.key && order.direction === defaultOrder.direction;
    keep(view, {
      q: search.value.trim(),
      show: preset.key,
      sort: plain ? '' : order.key,
      dir: plain ? '' : order.direction,
      range: range() === 30 ? '' : String(range()),
    });
  };
  const draw = (): void => {
    const days = range();
    if (table === null || shownRange !== days) {
      shownRange = days;
      table = new Table('Members', columns(data, days, now), data.members, (chosen) => {
        order = chosen;
        remember();
      });
      place.replaceChildren(table.element);
      buttons.replaceChildren(table.save);
      chips.replaceChildren(...presets.map((one) => chip(one, days)));
    }
  };
  const chip = (one: Preset, days: Range): HTMLElement => {
    const people = data.members.filter((member) => one.wanted(member, days)).length;
    return h(
      'button',
      { type: 'button', class: 'chip', 'data-preset': one.key, disabled: people === 0 && one.key !== '', onclick: () => choose('show', one.key) },
      one.title,
      ' ',
      h('span', { class: 'n' }, exact(people)),
    );
  };

  empty.querySelector('button')?.addEventListener('click', () => {
    preset = presets[0] as Preset;
    search.value = '';
    remember();
    refresh();
  });
  search.addEventListener('input', () => {
    refresh();
    remember();
  });
  follow(view, ({ options }) => {
    search.value = options.get('q') ?? '';
    preset = presets.find((one) => one.key === (options.get('show') ?? '')) ?? (presets[0] as Preset);
    order = options.has('sort') ? { key: options.get('sort') ?? '', direction: options.get('dir') === 'asc' ? 'asc' : 'desc' } : defaultOrder;
    control.show();
    draw();
    table?.sort(order);
    refresh();
  });

  return h(
    'div',
    { class: 'members' },
    h('div', { class: 'tools' }, h('label', { class: 'search' }, h('span', {}, 'Find a member'), search), control.element, buttons),
    chips,
    count,
    place,
    empty,
    wordList(['xp', 'boss', 'gdays', 'msgs', 'cdays', 'state', 'flags', 'marks', 'joined', 'measured']),
  );
}

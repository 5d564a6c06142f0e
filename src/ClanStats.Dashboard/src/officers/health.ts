import { dayNumbers } from '../charts/calendar';
import { plainTable, questionCard, sides, tableCard } from '../charts/card';
import { readable, type Spot } from '../charts/readout';
import { h, nameOf } from '../dom';
import { ago, day, exact, moment, plural, startOf } from '../format';
import type { OfficersData, Source, Sum } from '../officersData';
import { person } from '../people';
import { range, rangeControl } from '../range';
import { follow, link } from '../route';
import { word, wordList } from '../terms';
import { unavailable } from './flags';

const oneDay = 86_400_000;

interface StripDay {
  at: number;
  /** Null before the first read ever: nothing could be there. */
  covered: boolean | null;
}

function stripOf(data: OfficersData, source: Source, days: number): StripDay[] {
  const covered = dayNumbers(data.daily.covered[source.key] ?? '').levels.map((level) => level !== null);
  const first = startOf(data.daily.first);
  const begins = covered.indexOf(true);
  const today = first + (covered.length - 1) * oneDay;
  return Array.from({ length: days }, (_, index) => {
    const at = today - (days - 1 - index) * oneDay;
    const place = Math.round((at - first) / oneDay);
    return { at, covered: begins < 0 || place < begins ? null : (covered[place] ?? null) };
  });
}

function dayWord(one: StripDay): string {
  return one.covered === null ? 'before anything was read' : one.covered ? 'complete' : 'missing';
}

function strip(list: readonly StripDay[]): HTMLElement {
  const spots: Spot[] = list.map((one) => ({ element: h('span', { class: one.covered === null ? 'before' : one.covered ? 'full' : 'gap' }), text: `${day(one.at)}: ${dayWord(one)}` }));
  const picture = h('div', { class: 'strip', role: 'group', 'aria-label': 'Days, one box each. Arrow keys read day by day.' });
  picture.append(...spots.map((spot) => spot.element));
  return h('div', {}, picture, readable(picture, spots, `${day(list[0]?.at ?? 0)} to ${day(list.at(-1)?.at ?? 0)}.`));
}

function sourceCard(data: OfficersData, source: Source, now: number): HTMLElement {
  if (!source.connected) {
    return h('article', { class: 'card' }, h('h3', {}, source.title), h('p', { class: 'empty' }, 'Not connected. Its numbers are missing everywhere, not zero.'));
  }

  const list = stripOf(data, source, range());
  const missing = list.filter((one) => one.covered === false);
  const last = source.lastRead === null ? 'It has never been read completely.' : `Last read completely ${ago(source.lastRead, now)}, ${moment(source.lastRead)}.`;
  const since = source.since === null ? '' : ` Complete since ${day(source.since)}.`;
  const named = missing.slice(0, 12).map((one) => day(one.at)).join(', ');
  const card = questionCard({
    title: source.title,
    answer: last + since,
    picture: {
      element: h(
        'div',
        {},
        strip(list),
        h('p', { class: 'facts' }, missing.length === 0 ? `None of the last ${list.length} days is missing.` : `Missing: ${named}${missing.length > 12 ? ` and ${missing.length - 12} more` : ''}.`),
      ),
      draw: () => undefined,
    },
    table: () => plainTable(source.title, ['Day (UTC)', 'State'], [...list].reverse().map((one) => [day(one.at), dayWord(one)]), [1]),
  });
  if (source.failures.length > 0) {
    card.append(h('h4', {}, 'What the last read missed'), h('ul', { class: 'notes' }, ...source.failures.map((failure) => h('li', {}, failure))));
  }

  return card;
}

function group(part: Sum['parts'][number]): HTMLElement {
  const head = `${exact(part.count)} ${part.label}`;
  return part.names.length === 0
    ? h('li', {}, head)
    : h('li', {}, h('details', {}, h('summary', {}, head), h('p', { class: 'names' }, ...part.names.flatMap((name, index) => [index === 0 ? '' : ', ', nameOf(name)]))));
}

function sumCard(sum: Sum): HTMLElement {
  const parts = sum.parts.reduce((total, part) => total + part.count, 0);
  const right = parts === sum.total;
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, `${exact(sum.total)} ${sum.label}`),
    h(
      'p',
      { class: `verdict-line ${right ? 'good' : 'act'}` },
      h('span', { 'aria-hidden': 'true' }, right ? '●' : '■'),
      right ? ' The numbers add up.' : ` The numbers do not add up: the parts make ${exact(parts)}. Please report this.`,
    ),
    h('ul', { class: 'parts' }, ...sum.parts.map(group)),
  );
}

function queue(data: OfficersData): HTMLElement[] {
  const { who } = data;
  if (who.reason !== null) {
    return [h('article', { class: 'card' }, h('h3', {}, 'Who is who?'), unavailable(who.reason))];
  }

  const sure = (weight: number): string => `${Math.round(weight * 100)} %`;
  const unlinked = data.members.filter((member) => member.linked === 'no').length;
  return [
    tableCard(
      'Which accounts wait for an officer’s word?',
      `${who.coverage ?? ''}. Confirm or reject them in the workbook’s Links sheet.`,
      who.waiting.length === 0 ? null : plainTable('Accounts that wait', ['Account', 'May be', 'How sure', 'What speaks for it'], who.waiting.map((one) => [nameOf(one.name), person(one.id, one.member), sure(one.weight), one.evidence]), [1, 3]),
      'None waits.',
    ),
    tableCard(
      'Which new names wait for Wise Old Man?',
      'Who left and who came may be one player; nothing is joined before Wise Old Man says so.',
      who.renames.length === 0 ? null : plainTable('Likely renames', ['Was', 'May now be', 'How sure', 'What speaks for it'], who.renames.map((one) => [nameOf(one.old), person(one.id, one.name), sure(one.weight), one.evidence]), [1, 3]),
      'None waits.',
    ),
    tableCard(
      'Whose messages belong to nobody known?',
      'The names with the most of them.',
      who.unassigned.length === 0 ? null : plainTable('Unassigned names', ['Name', 'Where', 'Messages'], who.unassigned.map((one) => [nameOf(one.name), one.kind === 'relay' ? 'game chat' : 'Discord', one.messages]), [1]),
      'Every message belongs to somebody.',
    ),
    h(
      'article',
      { class: 'card' },
      h('h3', {}, 'Who has no Discord account we know?'),
      h('p', { class: 'answer' }, unlinked === 0 ? 'Everybody is linked, or known to have none.' : h('a', { href: link('members', { show: 'unlinked' }) }, `${plural(unlinked, 'member', 'members')} on the roster`)),
    ),
  ];
}

function versions(data: OfficersData): string {
  const found = [...new Set(data.decisions.ledger.map((one) => one.version))].sort((one, other) => one - other);
  return found.length === 0 ? '' : ` Rules: version ${found.join(', ')}.`;
}

function unmeasured(data: OfficersData): HTMLElement {
  const unread = data.members.filter((member) => member.state === 'not_measured' || member.state === 'not_yet');
  const rows = unread.map((member) => [
    person(member.id),
    member.measured === null ? 'never' : moment(member.measured),
    member.pending ? 'who this is, is pending' : member.status ?? 'active',
  ]);
  return tableCard(
    h('span', {}, word('counted', 'Who could not be measured?')),
    `${exact(unread.length)} of ${plural(data.members.length, 'member', 'members')}; a rule judges them only by what is known of them.`,
    rows.length === 0 ? null : plainTable('Not measured', ['Name', 'Measured', 'Status'], rows, [1, 2]),
    'Everybody was measured.',
  );
}

/** Who is who left, what belongs to nobody right. */
function queues(waiting: readonly HTMLElement[], last: HTMLElement): HTMLElement {
  const [accounts = null, renames = null, unassigned = null, unlinked = null] = waiting;
  return sides([accounts, unlinked, last], [renames, unassigned]);
}

/** Whether the page can be trusted: what was read, what is missing, and that nobody is counted twice or lost. */
export function healthView(data: OfficersData, now: number, since: number | null): HTMLElement {
  const control = rangeControl(since, now);
  const sources = h('div', { class: 'pair' });
  follow('health', () => {
    control.show();
    sources.replaceChildren(...data.sources.map((source) => sourceCard(data, source, now)));
  });
  return h(
    'div',
    { class: 'stack' },
    control.element,
    sources,
    queues(queue(data), unmeasured(data)),
    h('h3', {}, word('sums', 'Do the numbers add up?')),
    h('div', { class: 'pair' }, ...data.sums.map(sumCard)),
    h('p', { class: 'facts' }, `Written ${moment(data.writtenAt)}.${versions(data)}`),
    wordList(['counted', 'sums', 'not_measured', 'not_yet']),
  );
}

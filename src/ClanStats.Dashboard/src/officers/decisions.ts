import { plainTable, tableCard } from '../charts/card';
import { h } from '../dom';
import { day, exact, noData, plural, short, startOf } from '../format';
import type { DecisionRow, LedgerEntry, OfficersData, OfficersPart, VerdictPart } from '../officersData';
import { person } from '../people';
import { word, wordList } from '../terms';
import { folded, notes, unavailable } from './flags';
import { candidateCard, climberCard, decided, ladderWords, sign, verdictCard, who } from './standing';

const lists: Record<string, string> = { purge: 'Purge list', promotion: 'Promotion', moderation: 'Moderation', officer: 'Officers', officers: 'Officers' };
const cardsShown = 6;

/** The first cards at once, the others on demand: sixty names at a time help nobody. */
function cards<T>(items: readonly T[], card: (item: T) => HTMLElement, none: string): HTMLElement {
  if (items.length === 0) {
    return h('p', { class: 'empty' }, none);
  }

  const list = h('ul', { class: 'people' }, ...items.slice(0, cardsShown).map(card));
  const more = h('button', { type: 'button', class: 'toggle' }, `Show ${exact(items.length - cardsShown)} more`);
  more.addEventListener('click', () => {
    list.append(...items.slice(cardsShown).map(card));
    more.remove();
  });
  return h('div', {}, list, items.length > cardsShown && more);
}

function group<T>(title: string | Node, items: readonly T[], card: (item: T) => HTMLElement, none = 'Nobody.'): HTMLElement {
  return h('div', { class: 'group' }, h('h4', {}, title, ' ', h('span', { class: 'n' }, exact(items.length))), cards(items, card, none));
}

function waitingCard(row: DecisionRow): HTMLElement {
  return h(
    'li',
    { class: 'person' },
    sign('watch', '▲', `${lists[row.list] ?? row.list}: ${row.suggestion}`),
    who(row.id, row.name, row.role),
    h('p', { class: 'reason' }, row.why),
    h('p', { class: 'facts' }, row.since === null ? '' : `Suggested since ${day(startOf(row.since))}`),
    decided(row),
  );
}

function waiting(data: OfficersData): HTMLElement {
  const { decisions } = data;
  const rows = decisions.rows.filter((row) => row.waiting);
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, 'What waits for an officer?'),
    h('p', { class: 'answer' }, 'Newest first. Answer in the workbook’s Decisions sheet; the next night reads it.'),
    decisions.reason === null ? cards(rows, waitingCard, 'Nothing: everything has been decided.') : unavailable(decisions.reason),
    decisions.findings.length === 0 ? null : h('ul', { class: 'notes' }, ...decisions.findings.map((line) => h('li', {}, line))),
  );
}

function verdicts(title: string, question: string, part: VerdictPart, praise: boolean): HTMLElement {
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, title),
    h('p', { class: 'answer' }, question),
    part.reason === null ? null : unavailable(part.reason),
    ...part.groups.map((one) => group(one.title, one.people, (verdict) => verdictCard(verdict, true, praise))),
    notes(part.notes),
  );
}

function ladder(data: OfficersData): HTMLElement {
  const part = data.ladder;
  const close = part.people.filter((one) => one.status === 'suggested' || one.status === 'passing');
  const table = (): HTMLElement => plainTable(
        'The way from rank to rank',
        ['Name', 'Rank', 'Next', 'Status', 'Smallest change'],
        part.people.map((one) => [person(one.id, one.name), one.role, one.next, sign(ladderWords[one.status].kind, ladderWords[one.status].shape, ladderWords[one.status].text), one.change === '' ? noData : one.change]),
        [1, 2, 3, 4],
      );
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, word('ladder', 'Who is due for the next rank?')),
    h('p', { class: 'answer' }, part.summary ?? ''),
    part.reason === null ? group('Suggested or passing', close, climberCard) : unavailable(part.reason),
    part.people.length === 0 ? null : folded(`Everybody on the ladder, ${plural(part.people.length, 'person', 'people')}`, () => tableCard('The ladder', part.summary ?? '', table(), '')),
    notes(part.notes),
  );
}

function officers(part: OfficersPart): HTMLElement {
  const number = (value: number | null): string => (value === null ? noData : short(value));
  const rows = part.rows.map((one) => [
    person(one.id, one.name),
    one.role,
    one.xp30,
    one.boss30,
    one.msgs30,
    one.hours,
    one.answers,
    one.rights.length === 0 ? noData : one.rights.join(', '),
    h('span', {}, one.fact, one.label !== null && h('span', { class: 'tag' }, one.label)),
  ]);
  return h(
    'div',
    {},
    tableCard(
      'What do the officers do?',
      part.reason ?? `Last 30 days. Across the clan the average is ${number(part.meanMsgs)} messages, the middle ${number(part.medianMsgs)}, and ${number(part.meanXp)} XP.`,
      rows.length === 0 ? null : plainTable('Officers', ['Name', 'Rank', 'XP 30 d', 'Kills 30 d', 'Messages 30 d', word('hours', 'Active hours'), word('answers', 'Answers'), 'May', 'What they did'], rows, [1, 7, 8]),
      part.reason === null ? 'Nobody holds an office.' : '',
    ),
    notes(part.notes),
  );
}

function purge(data: OfficersData): HTMLElement {
  const part = data.purge;
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, word('purge', 'Purge list')),
    h('p', { class: 'answer' }, part.days === null ? 'Who has been gone long enough to make room.' : `No sign of life in ${part.days} days. The program removes nobody: an officer decides.`),
    part.reason === null ? group('Candidates', part.candidates, candidateCard) : unavailable(part.reason),
    part.unknown.length === 0 ? null : group(word('unknown', 'Quiet, but nobody knows their Discord account'), part.unknown, candidateCard),
    notes(part.notes),
  );
}

function suggestions(entries: readonly LedgerEntry[]): HTMLElement {
  return plainTable(
    'Suggestions',
    ['No.', 'Name', 'List', 'Rule', 'Version', 'Why', 'First', 'Nights'],
    entries.map((one) => [String(one.number), person(one.id), lists[one.list] ?? one.list, one.rule, one.version, one.reason, day(startOf(one.first)), one.nights]),
    [1, 2, 3, 5, 6],
  );
}

function ledger(data: OfficersData): HTMLElement {
  const done = data.decisions.rows.filter((row) => !row.waiting && (row.verdict !== null || row.leave !== null));
  const entries = data.decisions.ledger;
  return h(
    'div',
    { class: 'stack' },
    tableCard(
      h('span', {}, word('regret', 'What was decided?')),
      data.decisions.regret ?? '',
      done.length === 0 ? null : plainTable('Decided', ['Name', 'List', 'Verdict', 'Leave until', 'By', 'When', 'Note'], done.map((row) => [person(row.id, row.name), lists[row.list] ?? row.list, row.verdict, row.leave === null ? null : day(startOf(row.leave)), row.by === '' ? null : row.by, row.at === null ? null : day(row.at), row.note]), [1, 2, 3, 4, 5, 6]),
      'Nothing was decided yet.',
    ),
    h(
      'article',
      { class: 'card' },
      h('h3', {}, 'What was suggested, and by which rule?'),
      h('p', { class: 'answer' }, 'Every suggestion with its number, the version of its rule and the nights it stood.'),
      entries.length === 0 ? h('p', { class: 'empty' }, 'Nothing was suggested.') : folded(plural(entries.length, 'suggestion', 'suggestions'), () => tableCard('Suggestions', '', suggestions(entries), '')),
    ),
  );
}

/** What an officer may have to decide, with the reasons, and what was decided. */
export function decisionsView(data: OfficersData): HTMLElement {
  return h(
    'div',
    { class: 'stack' },
    waiting(data),
    ladder(data),
    verdicts('Promotions', 'Who else has earned a step up?', data.promotions, true),
    verdicts('Moderation', 'Who should somebody speak to?', data.moderation, false),
    purge(data),
    officers(data.officers),
    ledger(data),
    wordList(['purge', 'unknown', 'ladder', 'slump', 'churn', 'silent', 'fading', 'grinder', 'crier', 'hunter', 'velocity', 'pillar', 'carry', 'awol', 'slacking', 'regret']),
  );
}

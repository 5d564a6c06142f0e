import { plainTable } from './charts/card';
import { h, nameOf } from './dom';
import { day, exact, noData, plural, short, startOf } from './format';
import type { Candidate, OfficersData, OfficersPart, Part, PurgePart, Verdict, VerdictPart } from './officersData';
import { link } from './route';

const severities: Record<string, { shape: string; kind: string }> = {
  High: { shape: '■', kind: 'act' },
  Medium: { shape: '▲', kind: 'watch' },
  Low: { shape: '●', kind: 'good' },
};

function who(name: string, role: string): HTMLElement {
  return h('p', { class: 'who' }, h('a', { href: link('members', { q: name }) }, nameOf(name)), h('span', { class: 'role' }, role));
}

function verdictCard(verdict: Verdict): HTMLElement {
  const severity = severities[verdict.severity] ?? { shape: '●', kind: 'good' };
  return h(
    'li',
    { class: 'person' },
    h('span', { class: `severity ${severity.kind}` }, h('span', { 'aria-hidden': 'true' }, severity.shape), ` ${verdict.severity}: ${verdict.rule}`),
    who(verdict.name, verdict.role),
    h('p', { class: 'reason' }, verdict.reason),
    h('ul', { class: 'evidence' }, ...verdict.evidence.map((one) => h('li', {}, h('span', {}, one.label), ` ${one.text}`))),
  );
}

function candidateCard(candidate: Candidate): HTMLElement {
  return h(
    'li',
    { class: 'person' },
    h('span', { class: 'severity watch' }, h('span', { 'aria-hidden': 'true' }, '▲'), ` ${candidate.status}`),
    who(candidate.name, candidate.role),
    h('p', { class: 'reason' }, candidate.reason),
    h('p', { class: 'facts' }, `${plural(candidate.days, 'day', 'days')} in the clan, on this list since ${day(startOf(candidate.firstListed))}`),
  );
}

function notes(part: Part): HTMLElement | null {
  return part.notes.length === 0 ? null : h('ul', { class: 'notes' }, ...part.notes.map((note) => h('li', {}, note)));
}

/** A part that has nothing to show says why, in its own words. */
export function unavailable(reason: string): HTMLElement {
  return h('p', { class: 'empty' }, reason.charAt(0).toUpperCase() + reason.slice(1), /[.!?]$/.test(reason) ? '' : '.');
}

function list(title: string, cards: readonly HTMLElement[], none: string): HTMLElement {
  return h(
    'div',
    { class: 'group' },
    h('h4', {}, title, ' ', h('span', { class: 'n' }, exact(cards.length))),
    cards.length === 0 ? h('p', { class: 'empty' }, none) : h('ul', { class: 'people' }, ...cards),
  );
}

function verdictPart(title: string, question: string, part: VerdictPart, extra: HTMLElement | null): HTMLElement {
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, title),
    h('p', { class: 'answer' }, question),
    part.reason === null ? null : unavailable(part.reason),
    ...part.groups.map((group) => list(group.title, group.people.map(verdictCard), 'Nobody.')),
    notes(part),
    extra,
  );
}

function officersPart(part: OfficersPart): HTMLElement {
  const mean = part.meanMsgs === null ? noData : exact(part.meanMsgs);
  const median = part.medianMsgs === null ? noData : exact(part.medianMsgs);
  const number = (value: number | null): string => (value === null ? noData : short(value));
  const rows = part.rows.map((one) => [
    nameOf(one.name),
    one.role,
    number(one.xp30),
    number(one.boss30),
    number(one.msgs30),
    one.rights.length === 0 ? noData : one.rights.join(', '),
    h('span', {}, one.fact, one.label !== null && h('span', { class: 'tag' }, one.label)),
  ]);
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, 'Officers'),
    h('p', { class: 'answer' }, `Last 30 days. Across the clan the average is ${mean} messages, the middle ${median}, and ${part.meanXp === null ? noData : short(part.meanXp)} XP.`),
    part.reason !== null
      ? unavailable(part.reason)
      : rows.length === 0
        ? h('p', { class: 'empty' }, 'Nobody holds an office.')
        : plainTable('Officers', ['Name', 'Role', 'XP 30 d', 'Kills 30 d', 'Msgs 30 d', 'May', 'What they did'], rows, [1, 5, 6]),
    notes(part),
  );
}

function purgePart(part: PurgePart): HTMLElement {
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, 'Purge list'),
    h('p', { class: 'answer' }, part.days === null ? 'Who has been gone long enough to make room.' : `No sign of life in ${part.days} days. The program removes nobody: an officer decides.`),
    part.reason === null
      ? list('Candidates', part.candidates.map(candidateCard), 'Nobody.')
      : unavailable(part.reason),
    part.unknown.length === 0 ? null : list('Quiet, but nobody knows their Discord account', part.unknown.map(candidateCard), ''),
    notes(part),
  );
}

/** What an officer may have to decide, with the reasons. */
export function decisionsView(data: OfficersData): HTMLElement {
  const ladder = h('div', { class: 'group' }, h('h4', {}, 'Ladder'), unavailable(data.ladder));
  return h(
    'div',
    { class: 'stack' },
    verdictPart('Moderation', 'Who should somebody speak to?', data.moderation, null),
    verdictPart('Promotions', 'Who has earned a step up?', data.promotions, ladder),
    officersPart(data.officers),
    purgePart(data.purge),
    h('article', { class: 'card' }, h('h3', {}, 'Decisions'), h('p', { class: 'answer' }, 'What officers decided, and when.'), data.decisions === null ? h('ul', {}, ...data.decided.map((line) => h('li', {}, line))) : unavailable(data.decisions)),
  );
}

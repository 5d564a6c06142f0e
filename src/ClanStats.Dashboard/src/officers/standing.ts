import { plainTable } from '../charts/card';
import { h } from '../dom';
import { day, decimal, exact, noData, plural, short, startOf } from '../format';
import type { Candidate, Check, Climber, DecisionRow, Member, OfficersData, Verdict } from '../officersData';
import { memberOf, person } from '../people';
import { word } from '../terms';

const severities: Record<string, { shape: string; kind: string }> = {
  High: { shape: '■', kind: 'act' },
  Medium: { shape: '▲', kind: 'watch' },
  Low: { shape: '●', kind: 'good' },
};

const ruleTerms: Record<string, string> = {
  'Leadership slump': 'slump',
  'Churn risk': 'churn',
  'Silent recruit': 'silent',
  'Fading Star': 'fading',
  'Silent Grinder': 'grinder',
  'Town Crier': 'crier',
  'Boss Hunter': 'hunter',
  'High Velocity': 'velocity',
  'Social Pillar': 'pillar',
  'Carry Potential': 'carry',
  Ladder: 'ladder',
};

export const ladderWords: Record<Climber['status'], { shape: string; kind: string; text: string }> = {
  suggested: { shape: '●', kind: 'good', text: 'Suggested' },
  passing: { shape: '◐', kind: 'good', text: 'Passing' },
  not_yet: { shape: '▲', kind: 'watch', text: 'Not yet' },
  not_known: { shape: '○', kind: 'no-data', text: 'Not known' },
};

export function sign(kind: string, shape: string, text: string | Node): HTMLElement {
  return h('span', { class: `severity ${kind}` }, h('span', { 'aria-hidden': 'true' }, shape), ' ', text);
}

export function ruleWord(rule: string): Node {
  const term = ruleTerms[rule];
  return term ? word(term, rule) : document.createTextNode(rule);
}

export function who(id: number, name: string, role: string): HTMLElement {
  return h('p', { class: 'who' }, person(id, name), h('span', { class: 'role' }, role));
}

export function exemptions(id: number): HTMLElement | null {
  const reasons = memberOf(id)?.exempt ?? [];
  return reasons.length === 0 ? null : h('p', { class: 'facts' }, `In force: ${reasons.join('; ')}.`);
}

function passed(check: boolean | null): HTMLElement {
  return check === null ? sign('no-data', '○', 'not known') : check ? sign('good', '●', 'passed') : sign('act', '■', 'not passed');
}

export function checkTable(climber: Climber): HTMLElement {
  return plainTable(
    `What ${climber.next} asks of ${climber.name}`,
    ['Requirement', 'Needed', 'Has', 'Peers’ middle', 'Met', 'Smallest change'],
    climber.checks.map(([label, needed, value, atLeast, peers, met, change]: Check) => [
      label,
      needed,
      value === null ? null : atLeast ? `≥ ${exact(value)}` : value,
      peers === null ? null : decimal(peers).replace(/\.0$/, ''),
      passed(met),
      change === '' ? noData : change,
    ]),
    [4, 5],
  );
}

/** A verdict as a card; with a name where it does not stand on that person's own page. */
export function verdictCard(verdict: Verdict, named = true, praise = false): HTMLElement {
  const severity = praise ? { shape: '●', kind: 'good' } : (severities[verdict.severity] ?? { shape: '●', kind: 'good' });
  return h(
    'li',
    { class: 'person' },
    sign(severity.kind, severity.shape, h('span', {}, praise ? '' : `${verdict.severity}: `, ruleWord(verdict.rule))),
    named ? who(verdict.id, verdict.name, verdict.role) : null,
    h('p', { class: 'reason' }, verdict.reason),
    verdict.evidence.length === 0 ? null : h('ul', { class: 'evidence' }, ...verdict.evidence.map((one) => h('li', {}, h('span', {}, one.label), ` ${one.text}`))),
    named ? exemptions(verdict.id) : null,
  );
}

export function candidateCard(candidate: Candidate): HTMLElement {
  return h(
    'li',
    { class: 'person' },
    sign(candidate.status === 'due' ? 'act' : 'watch', candidate.status === 'due' ? '■' : '▲', candidate.status),
    who(candidate.id, candidate.name, candidate.role),
    h('p', { class: 'reason' }, candidate.reason),
    h('p', { class: 'facts' }, `${plural(candidate.days, 'day', 'days')} in the clan, on this list since ${day(startOf(candidate.firstListed))}`),
  );
}

export function climberCard(climber: Climber): HTMLElement {
  const status = ladderWords[climber.status];
  return h(
    'li',
    { class: 'person' },
    sign(status.kind, status.shape, `${status.text}: ${climber.next}`),
    who(climber.id, climber.name, climber.role),
    h('p', { class: 'reason' }, climber.when),
    h('ul', { class: 'checks' }, ...climber.checks.map(([label, needed, value, atLeast, , met]) =>
      h('li', { class: met === null ? 'no-data' : met ? 'good' : 'act' },
        h('span', { 'aria-hidden': 'true' }, met === null ? '○' : met ? '●' : '■'),
        h('span', { class: 'hidden' }, met === null ? 'not known: ' : met ? 'met: ' : 'not met: '),
        h('span', { class: 'ink' }, ` ${label}: ${atLeast ? '≥ ' : ''}${value === null ? noData : exact(value)} of ${exact(needed)}`)))),
    exemptions(climber.id),
  );
}

export function decided(row: DecisionRow): HTMLElement {
  const by = row.at === null ? '' : ` (${row.by === '' ? '' : `${row.by}, `}${day(row.at)})`;
  return h(
    'p',
    { class: 'facts' },
    row.verdict === null ? row.state : `Officers: ${row.verdict}${by}`,
    row.leave === null ? '' : `. On leave until ${day(startOf(row.leave))}`,
    row.note === '' ? '' : `. “${row.note}”`,
  );
}

/** Where a member stands against the purge list, whether listed or not. */
function quietness(member: Member, data: OfficersData): HTMLElement {
  const { purge } = data;
  const listed = [...purge.candidates, ...purge.unknown].find((one) => one.id === member.id);
  const limits: [string, number | null, number][] = [
    ['XP', member.quiet[0], purge.maxXp],
    ['Kills', member.quiet[1], purge.maxBoss],
    ['Messages', member.quiet[2], purge.maxMsgs],
  ];
  const over = limits.find(([, value, most]) => value !== null && value > most);
  const answer = listed
    ? `${listed.status}: ${listed.reason}`
    : over
      ? `Not quiet: ${short(over[1] ?? 0)} ${over[0] === 'XP' ? 'XP' : over[0].toLowerCase()} in ${purge.limitDays} days. To be listed, every line must be met.`
      : (purge.reason ?? (member.exempt.length > 0 ? 'Spared.' : 'Not everything is measured, so nobody is listed on it.'));
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, word('purge', 'Purge list')),
    h('p', { class: 'answer' }, answer),
    plainTable(
      `${member.name} and the purge list`,
      [`In ${purge.limitDays} days`, 'Has', 'Listed at most with', 'Met'],
      limits.map(([label, value, most]) => [label, value, most, value === null ? sign('no-data', '○', 'not known') : value <= most ? sign('act', '■', 'quiet') : sign('good', '●', 'not quiet')]),
      [3],
    ),
  );
}

function ladder(member: Member, data: OfficersData): HTMLElement {
  const climber = data.ladder.people.find((one) => one.id === member.id);
  const status = climber ? ladderWords[climber.status] : null;
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, word('ladder', climber ? `Next rank: ${climber.next}` : 'Next rank')),
    climber && status
      ? h('div', {}, sign(status.kind, status.shape, status.text), h('p', { class: 'answer' }, climber.when), checkTable(climber), climber.change !== climber.when && h('p', { class: 'facts' }, `Smallest change: ${climber.change}`))
      : h('p', { class: 'empty' }, data.ladder.reason ?? 'None to judge: at the top of the ladder, or not on it.'),
  );
}

/** Every verdict about a member: what fits, what does not, and what is in force. */
export function judgements(member: Member, data: OfficersData): HTMLElement {
  const groups = [...data.moderation.groups, ...data.promotions.groups];
  const named = groups.flatMap((group) => group.people).filter((verdict) => verdict.id === member.id);
  const praised = new Set(data.promotions.groups.flatMap((group) => group.people));
  const rules = Object.keys(ruleTerms).filter((rule) => rule !== 'Ladder' && !named.some((verdict) => verdict.rule === rule));
  const officer = data.officers.rows.find((row) => row.id === member.id);
  const rows = data.decisions.rows.filter((row) => row.id === member.id);
  const main = member.person === member.id ? null : memberOf(member.person);
  return h(
    'section',
    { class: 'stack' },
    h('h3', {}, 'Where does this member stand?'),
    main ? h('p', { class: 'facts' }, 'Verdicts judge the person: they stand with ', person(main.id), '.') : null,
    member.exempt.length === 0 ? null : h('p', { class: 'exempt' }, h('strong', {}, 'In force: '), `${member.exempt.join('; ')}.`),
    h('div', { class: 'pair' }, ladder(member, data), quietness(member, data)),
    h(
      'article',
      { class: 'card' },
      h('h3', {}, 'Rules that name this member'),
      named.length === 0 ? h('p', { class: 'empty' }, data.moderation.reason ?? 'None.') : h('ul', { class: 'people' }, ...named.map((verdict) => verdictCard(verdict, false, praised.has(verdict)))),
      officer ? h('p', { class: 'facts' }, `As an officer: ${officer.fact}.`, officer.label === null ? '' : ` ${officer.label}.`) : null,
      h('p', { class: 'facts rules' }, 'Not named by: ', ...rules.flatMap((rule, index) => [index === 0 ? '' : ', ', ruleWord(rule)]), '.'),
    ),
    rows.length === 0
      ? null
      : h('article', { class: 'card' }, h('h3', {}, 'What officers said'), h('ul', { class: 'lines' }, ...rows.map((row) => h('li', {}, `${row.list}: ${row.suggestion || 'nothing suggested any more'}`, decided(row))))),
  );
}

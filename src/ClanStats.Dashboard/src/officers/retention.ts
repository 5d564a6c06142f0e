import { plainTable, questionCard, sides, tableCard } from '../charts/card';
import { shareLines, type Line } from '../charts/lines';
import { ranked, still } from '../charts/ranked';
import { trianglePicture, type TriangleRow } from '../charts/triangle';
import { h, withVariable } from '../dom';
import { day, exact, noData, plural, startOf } from '../format';
import type { OfficersData, StayCell, StayRow, Staying } from '../officersData';
import { person } from '../people';
import { word, wordList } from '../terms';
import { notes, unavailable } from './flags';

/** Of so few people one alone changes much. */
const fewPeople = 8;

type Stays = NonNullable<Staying['stays']>;

function per(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function cellText([age, share, low, high, watched]: StayCell): string {
  return `${per(share ?? 0)} still here after ${age} days (between ${per(low ?? 0)} and ${per(high ?? 1)}; ${watched} watched that long)`;
}

function toLine(row: StayRow): Line {
  return {
    label: row.label,
    points: row.cells
      .filter(([, share]) => share !== null)
      .map((cell) => ({ x: cell[0], y: cell[1] ?? 0, low: cell[2] ?? 0, high: cell[3] ?? 1, text: cellText(cell) })),
  };
}

function triangleRow(row: StayRow, ages: readonly number[]): TriangleRow {
  return {
    label: row.label,
    people: plural(row.people, 'person', 'people'),
    cells: ages.map((age) => {
      const found = row.cells.find(([at]) => at === age);
      const [, share = null, , , watched = 0, from = null] = found ?? [];
      const said = found && share !== null ? cellText(found) : `${age} days: ${from === null ? 'nobody was watched that long' : `not yet, known from ${day(startOf(from))}`}`;
      return { share, waits: from !== null, few: watched < fewPeople, text: `Joined ${row.label}: ${said}` };
    }),
  };
}

function triangle(stays: Stays): HTMLElement {
  const cell = (found: StayCell | undefined): string | Node => {
    if (!found) {
      return h('span', { class: 'no-data' }, noData);
    }

    const [, share, , , watched, from] = found;
    if (share === null) {
      return h('span', { class: 'no-data', title: from === null ? 'Nobody was watched that long' : `Known from ${day(startOf(from))}` }, from === null ? noData : 'not yet');
    }

    return withVariable(h('span', { class: watched < fewPeople ? 'stay few' : 'stay', title: cellText(found) }, per(share)), '--weight', `${(share * 100).toFixed(0)}%`);
  };
  const row = (one: StayRow): (string | number | Node)[] => [one.label, one.people, one.here, ...stays.ages.map((age) => cell(one.cells.find(([at]) => at === age)))];
  const made = plainTable('Newcomers who stayed', ['Joined', 'People', 'Here now', ...stays.ages.map((age) => `${age} d`)], [...stays.months.map(row), ...stays.all.map(row)]);
  made.classList.add('whole');
  return made;
}

function lineTable(rows: readonly StayRow[]): HTMLElement {
  return plainTable(
    'Newcomers who stayed, line by line',
    ['Who', 'Days', 'Still here', 'At least', 'At most', 'Watched'],
    rows.flatMap((row) => row.cells.filter(([, share]) => share !== null).map(([age, share, low, high, watched]) => [row.label, age, per(share ?? 0), per(low ?? 0), per(high ?? 1), watched])),
  );
}

function lines(title: string, answer: string, rows: readonly StayRow[], ages: readonly number[]): HTMLElement {
  return questionCard({ title, answer, picture: shareLines(title, rows.map(toLine), ages, 'days'), table: () => lineTable(rows) });
}

function staysPart(stays: Stays): HTMLElement[] {
  const all = stays.all[0];
  const month = all?.cells.find(([age, share]) => age >= 30 && share !== null);
  const told = stays.months.filter((row) => row.people >= fewPeople && row.cells.some(([, share]) => share !== null));
  const compared = told.slice(-3);
  return [
    questionCard({
      title: 'Newcomers who stayed',
      heading: word('stay', 'Newcomers who stayed'),
      answer: month ? `${cellText(month)}. Joins and departures are known since ${day(startOf(stays.since))}: ${plural(stays.people, 'stay', 'stays')}, ${exact(stays.left)} of them over.` : `Not enough data yet: joins are known since ${day(startOf(stays.since))}.`,
      picture: still(trianglePicture('Newcomers who stayed.', stays.ages, [...stays.months, ...stays.all].map((row) => triangleRow(row, stays.ages)))),
      table: () => triangle(stays),
    }),
    stays.split.length > 0 && all
      ? lines('Does talking early keep people?', 'Who wrote in the first week beside who did not. That they go together does not say which causes which.', [all, ...stays.split], stays.ages)
      : all
        ? lines('How long do people stay?', 'Everybody who joined, with the band of what is likely.', [all], stays.ages)
        : h('p', {}),
    compared.length > 1
      ? lines('Does it get better?', 'The last months of joining with at least 8 people; smaller ones are told together.', compared, stays.ages)
      : h('article', { class: 'card' }, h('h3', {}, 'Does it get better?'), h('p', { class: 'empty' }, 'Not enough data: two months of joining with at least 8 people are needed.')),
  ];
}

function newcomers(part: NonNullable<Staying['newcomers']>): HTMLElement[] {
  const steps = part.steps.filter((step) => step.measured > 0);
  return [
    questionCard({
      title: 'How do the first days go?',
      answer: `${plural(part.people, 'person', 'people')} joined since ${day(startOf(part.since))}; ${exact(part.complete)} have had all ${part.days} days and are counted here.`,
      picture: still(
        steps.length === 0
          ? h('p', { class: 'empty' }, 'Not enough data: nobody has had all the days yet.')
          : ranked(steps.map((step) => ({ label: step.label, value: step.reached, note: `of ${step.measured}${step.median === null || !step.timed ? '' : `, after ${step.median} d`}` })), Math.max(...steps.map((step) => step.measured))),
      ),
      table: () => plainTable('First days', ['Step', 'Took it', 'Known of', 'Middle day'], part.steps.map((step) => [step.label, step.measured === 0 ? null : step.reached, step.measured, step.median === null ? null : String(step.median)])),
    }),
    tableCard(
      'Whom to greet today?',
      'Newcomers who lack a step, longest first.',
      part.waiting.length === 0 ? null : plainTable('Whom to greet', ['Name', 'Joined', 'Missing', 'Since, days'], part.waiting.map((one) => [person(one.id, one.name), day(startOf(one.joined)), one.step, one.days]), [1, 2]),
      'Nobody: every newcomer is on the way.',
    ),
  ];
}

function breaks(part: NonNullable<Staying['breaks']>): HTMLElement {
  const usually = part.typical === null ? '' : ` A break is usually ${plural(part.typical, 'day', 'days')} long.`;
  const answer = part.returns === 0 ? 'Nobody has been seen coming back from a break yet.' : `${exact(part.active)} of ${plural(part.returns, 'return', 'returns')} lasted.${usually}`;
  return part.reason === null
    ? tableCard(
        'Who came back?',
        answer,
        part.people.length === 0 ? null : plainTable('Back from a break', ['Name', 'Back since', 'Away, days', 'Active days since', 'Usually away'], part.people.map((one) => [person(one.id, one.name), day(startOf(one.back)), one.days, one.active, one.usual === null ? null : String(one.usual)]), [1]),
        'Nobody came back lately.',
      )
    : h('article', { class: 'card' }, h('h3', {}, 'Who came back?'), unavailable(part.reason));
}

/** Whether newcomers stay, who waits for a greeting, who came back. */
export function retentionView(data: OfficersData): HTMLElement {
  const { reason, stays, newcomers: first, breaks: away } = data.staying;
  if (reason !== null || !stays || !first || !away) {
    return h('article', { class: 'card' }, h('h3', {}, 'Do newcomers stay?'), unavailable(reason ?? 'not told'));
  }

  const told = stays.reason === null ? staysPart(stays) : [];
  const greeted = first.reason === null ? newcomers(first) : [h('article', { class: 'card' }, h('h3', {}, 'How do the first days go?'), unavailable(first.reason))];
  return h(
    'div',
    { class: 'stack' },
    ...(stays.reason === null ? told.slice(0, 1) : [h('article', { class: 'card' }, h('h3', {}, 'Newcomers who stayed'), unavailable(stays.reason))]),
    sides([told[1] ?? null, ...greeted.slice(0, 1)], [told[2] ?? null, ...greeted.slice(1), breaks(away)]),
    notes([...(stays.notes ?? []), ...(first.notes ?? []), ...(away.notes ?? [])]),
    wordList(['stay']),
  );
}

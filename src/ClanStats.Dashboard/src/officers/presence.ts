import { plainTable, questionCard } from '../charts/card';
import { still } from '../charts/ranked';
import { scatter, type Dot } from '../charts/scatter';
import { h } from '../dom';
import { exact, plural, short } from '../format';
import { stateOrder, stateWords } from '../marks';
import type { OfficersData, PresenceRow, State } from '../officersData';
import { memberOf, people, person } from '../people';
import { range, rangeControl, type Range } from '../range';
import { follow, link } from '../route';
import { word, wordList } from '../terms';

const quarters: readonly { state: State; corner: string }[] = [
  { state: 'game_only', corner: 'plays, does not talk' },
  { state: 'both', corner: 'plays and talks' },
  { state: 'neither', corner: 'neither' },
  { state: 'chat_only', corner: 'talks, does not play' },
];

function quarter(row: PresenceRow, state: State, all: number, detail: (state: State) => void): HTMLElement {
  const count = row[state].length;
  const share = all === 0 ? '' : `${Math.round((count / all) * 100)} %`;
  return h(
    'div',
    { class: `quarter ${state}` },
    h('p', {}, word(state, stateWords[state])),
    h('p', { class: 'big' }, exact(count), h('span', { class: 'facts' }, ` ${share}`)),
    h('button', { type: 'button', class: 'toggle', disabled: count === 0, onclick: () => detail(state) }, 'Show names'),
  );
}

function counts(row: PresenceRow): HTMLElement {
  const judged = quarters.reduce((sum, one) => sum + row[one.state].length, 0);
  const names = h('div', { class: 'names-of', 'aria-live': 'polite' });
  const detail = (state: State): void => {
    names.replaceChildren(h('h4', {}, `${stateWords[state]}: ${exact(row[state].length)}`), people(row[state]));
  };
  const unknown = row.not_measured.length + row.not_yet.length;
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'quarters' },
      h('span', { class: 'axis-name up' }, 'in game'),
      h('div', { class: 'grid-of' }, ...quarters.map((one) => quarter(row, one.state, judged, detail))),
      h('span', { class: 'axis-name across' }, 'in chat →'),
    ),
    unknown === 0
      ? null
      : h(
          'p',
          { class: 'facts unknown' },
          `${plural(unknown, 'person', 'people')} cannot be told, which is not quiet: `,
          ...(['not_measured', 'not_yet'] as const)
            .filter((state) => row[state].length > 0)
            .map((state) => h('button', { type: 'button', class: 'toggle', onclick: () => detail(state) }, `${stateWords[state]} ${row[state].length}`)),
        ),
    names,
  );
}

function countTable(row: PresenceRow): HTMLElement {
  return plainTable(
    `Presence over ${row.days} days`,
    ['Name', 'Did', 'XP', 'Messages'],
    stateOrder.flatMap((state) =>
      row[state].map((id) => {
        const member = memberOf(id);
        const days = row.days as Range;
        return [person(id), stateWords[state], member?.[`xp${days}`] ?? null, member?.[`msgs${days}`] ?? null];
      }),
    ),
    [1],
  );
}

function dots(row: PresenceRow): Dot[] {
  const days = row.days as Range;
  return quarters.flatMap(({ state }) =>
    row[state].flatMap((id): Dot[] => {
      const member = memberOf(id);
      const [xp, msgs] = [member?.[`xp${days}`] ?? null, member?.[`msgs${days}`] ?? null];
      return member === undefined || xp === null || msgs === null
        ? []
        : [
            {
              x: msgs,
              y: xp,
              kind: state,
              text: `${member.name}: ${exact(msgs)} messages, ${short(xp)} XP in ${days} days`,
              open: () => {
                location.hash = link(`member/${id}`);
              },
            },
          ];
    }),
  );
}

function spread(row: PresenceRow): HTMLElement {
  const found = dots(row);
  if (found.length === 0) {
    return h('article', { class: 'card' }, h('h3', {}, 'Who does how much?'), h('p', { class: 'empty' }, `Not enough data: of nobody both XP and messages are known over ${row.days} days.`));
  }

  const corner = (state: State): string => `${quarters.find((one) => one.state === state)?.corner ?? ''}: ${row[state].length}`;
  return questionCard({
    title: 'Who does how much?',
    answer: `Each dot is one of ${plural(found.length, 'person', 'people')} of whom both are known. The scales stretch what is small, so that everybody can be seen.`,
    picture: scatter(
      'Experience against messages.',
      found,
      { title: `messages in ${row.days} days →`, even: 3, ticks: [0, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000] },
      { title: `XP in ${row.days} days ↑`, even: 20_000, ticks: [0, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000] },
      [
        { text: corner('both'), right: true, top: true },
        { text: corner('game_only'), right: false, top: true },
        { text: corner('neither'), right: false, top: false },
        { text: corner('chat_only'), right: true, top: false },
      ],
    ),
    table: () => countTable(row),
  });
}

/** Who plays and who talks. */
export function presenceView(data: OfficersData, now: number, since: number | null): HTMLElement {
  const control = rangeControl(since, now);
  const place = h('div', { class: 'stack' });
  let drawn = 0;
  follow('presence', () => {
    control.show();
    const row = data.presence.find((one) => one.days === range());
    if (row && drawn !== row.days) {
      drawn = row.days;
      const all = stateOrder.reduce((sum, state) => sum + row[state].length, 0);
      const judged = quarters.reduce((sum, one) => sum + row[one.state].length, 0);
      const active = row.both.length + row.game_only.length + row.chat_only.length;
      place.replaceChildren(
        questionCard({
          title: 'Who plays, who talks?',
          answer: `${judged === 0 ? 'Nobody can be told yet' : `${exact(active)} of ${plural(all, 'person', 'people')} did something in ${row.days} days`}.${data.presenceNote === null ? '' : ` ${data.presenceNote}`}`,
          picture: still(counts(row)),
          table: () => countTable(row),
        }),
        spread(row),
      );
    } else if (!row) {
      place.replaceChildren(h('p', { class: 'empty' }, 'Nobody has been read yet.'));
    }
  });
  return h('div', { class: 'stack' }, control.element, place, wordList(['presence', ...stateOrder]));
}

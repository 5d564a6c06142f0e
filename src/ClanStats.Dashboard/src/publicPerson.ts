import { h, nameOf, withVariable } from './dom';
import { exact, noData, plural, round, short } from './format';
import type { Goal, Person, PublicData } from './publicData';

function fact(label: string, value: number | null): HTMLElement {
  return h('div', {}, h('dt', {}, label), h('dd', value === null ? { class: 'no-data' } : { title: exact(value) }, value === null ? noData : short(value)));
}

function goalLine(goal: Goal, names: readonly string[]): HTMLElement {
  const [name, kind, now, end] = goal;
  const title = names[name] ?? '';
  const what = kind === 'level' ? `${title} 99` : kind === 'kills' ? `${exact(end)} kills of ${title}` : `${round(end)} XP in all`;
  const left = kind === 'kills' ? plural(end - now, 'kill', 'kills') : `${short(end - now)} XP`;
  const share = (now / end) * 100;
  return withVariable(
    h('li', { class: 'goal' }, h('span', {}, what), ' ', h('span', { class: 'n' }, `${left} to go`)),
    '--share',
    `${share.toFixed(1)}%`,
  );
}

/** Who somebody is in the clan: all of a lifetime, so that it says nothing of what they did lately. */
export function personCard(person: Person, data: PublicData): HTMLElement {
  const name = (index: number): string => data.names[index] ?? '';
  const skills =
    data.skillsInAll > 0 && person.mastered.length >= data.skillsInAll
      ? 'Every skill at level 99.'
      : person.mastered.length === 0
        ? null
        : person.mastered.map(name).join(', ');
  return h(
    'article',
    { class: 'card person-card' },
    h('h3', {}, nameOf(person.name)),
    h(
      'dl',
      {},
      fact('XP', person.xp),
      fact('Boss kills', person.kills),
      fact('Messages', person.msgs),
      fact('Total level', person.level),
      fact('Skills at 99', person.level === null ? null : person.mastered.length),
    ),
    skills === null ? null : h('p', { class: 'answer' }, skills),
    person.bosses.length === 0
      ? null
      : h(
          'div',
          {},
          h('h4', {}, 'Records'),
          h(
            'ul',
            { class: 'own' },
            ...person.bosses.map(([boss, kills, record]) =>
              h('li', {}, name(boss), ' ', record && h('span', { class: 'tag record' }, 'clan record'), h('span', { class: 'n' }, plural(kills, 'kill', 'kills'))),
            ),
          ),
        ),
    person.next.length === 0 ? null : h('div', {}, h('h4', {}, 'Next'), h('ul', { class: 'goals' }, ...person.next.map((goal) => goalLine(goal, data.names)))),
    person.xp === null && person.level === null ? h('p', { class: 'empty' }, 'The hiscores have shown nothing of this player yet.') : null,
  );
}

import './styles.css';
import './officers.css';
import './today.css';
import { clanView } from './clan';
import { h } from './dom';
import { healthView } from './health';
import { membersView } from './members';
import type { OfficersData } from './officersData';
import { clanLists, readData } from './shared';
import { openPage, sayBroken, watchForFaults } from './shell';
import { decisionsView, unavailable } from './verdicts';

function part(title: string, question: string, reason: string | null, lines: readonly string[] = []): HTMLElement {
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, title),
    h('p', { class: 'answer' }, question),
    reason === null ? null : unavailable(reason),
    lines.length === 0 ? null : h('ul', {}, ...lines.map((line) => h('li', {}, line))),
  );
}

function whoIsWho(data: OfficersData): HTMLElement {
  const card = part('Who is who?', 'Discord accounts and new names that wait for an officer’s word.', data.links);
  card.append(h('ul', {}, ...data.queue.map((line) => h('li', {}, line))));
  return card;
}

function whoStays(data: OfficersData): HTMLElement {
  const card = part('Do newcomers stay?', 'Who joined, who is still here later, and who came back.', data.retention);
  card.append(h('ul', {}, ...data.stays.map((line) => h('li', {}, line))));
  return card;
}

function start(): void {
  watchForFaults();
  const data = readData<OfficersData>('officers', [
    ...clanLists, 'members', 'sources', 'days', 'sums', 'queue', 'stays', 'decided', 'changeLines', 'insightLines',
  ]);
  if (typeof data === 'string') {
    sayBroken(data);
    return;
  }

  const now = Date.now();
  openPage(
    [
      { key: 'today', title: 'Today', build: null },
      { key: 'members', title: 'Members', build: () => membersView(data, now) },
      { key: 'clan', title: 'Clan', build: () => clanView(data) },
      { key: 'decide', title: 'To decide', build: () => decisionsView(data) },
      { key: 'newcomers', title: 'Newcomers', build: () => whoStays(data) },
      {
        key: 'changes',
        title: 'Changes',
        build: () =>
          h(
            'div',
            { class: 'stack' },
            part('What changed last night?', 'Joins, leaves, new names, new ranks.', data.changes, data.changeLines),
            part('What stands out?', 'Sentences drawn from the numbers.', data.insights, data.insightLines),
          ),
      },
      { key: 'links', title: 'Links', build: () => whoIsWho(data) },
      { key: 'health', title: 'Health', build: () => healthView(data, now) },
    ],
    data.dataAsOf,
  );
}

start();

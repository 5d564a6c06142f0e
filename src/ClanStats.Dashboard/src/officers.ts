import './styles.css';
import './officers.css';
import './today.css';
import { copyLink } from './copyLink';
import { startOf } from './format';
import { decisionsView } from './officers/decisions';
import { gameView } from './officers/game';
import { healthView } from './officers/health';
import { memberView } from './officers/member';
import { membersView } from './officers/members';
import { presenceView } from './officers/presence';
import { retentionView } from './officers/retention';
import { whenView } from './officers/when';
import type { OfficersData } from './officersData';
import { learnPeople } from './people';
import { keepRangeInLinks } from './range';
import { clanLists, readData } from './shared';
import { openPage, sayBroken, watchForFaults } from './shell';
import { learn } from './terms';

/** Since when anything of the game is known. */
function gameSince(data: OfficersData): number | null {
  const first = data.daily.xp.findIndex((xp) => xp !== null);
  return first < 0 ? null : startOf(data.daily.first) + first * 86_400_000;
}

function start(): void {
  watchForFaults();
  const data = readData<OfficersData>('officers', [...clanLists, 'members', 'terms', 'presence', 'sources', 'days', 'sums', 'insightLines']);
  if (typeof data === 'string') {
    sayBroken(data);
    return;
  }

  const now = Date.now();
  const since = gameSince(data);
  learnPeople(data);
  learn(data.terms);
  keepRangeInLinks();
  openPage(
    [
      { key: 'today', title: 'Today', build: null },
      { key: 'members', title: 'Members', build: () => membersView(data, now, since) },
      { key: 'member', title: 'Member', build: () => memberView(data), listed: false, under: 'members' },
      { key: 'presence', title: 'Presence', build: () => presenceView(data, now, since) },
      { key: 'retention', title: 'Retention', build: () => retentionView(data) },
      { key: 'when', title: 'When', build: () => whenView(data) },
      { key: 'game', title: 'Game', build: () => gameView(data, now, since) },
      { key: 'decide', title: 'Decisions', build: () => decisionsView(data) },
      { key: 'health', title: 'Health', build: () => healthView(data, now, since) },
    ],
    data.dataAsOf,
    [copyLink()],
  );
}

start();

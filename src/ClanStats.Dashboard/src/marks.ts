import { day, noData } from './format';
import type { Mark, State } from './officersData';

/** Why there is no number. */
const missing: Record<string, string> = {
  partial: 'Too few measurements in this time',
  unranked: 'Not ranked on the hiscores',
  stale: 'Not measured recently',
  not_connected: 'Discord is not connected',
  not_yet: 'Too few measurements so far',
  counted_with_main: 'Counted with the main account',
  not_linked: 'Nobody has linked this player to a Discord account',
};

/** What must be known beside a number. */
const beside: Record<string, string> = {
  approximate: 'Approximate: counted',
  partial: 'At least this much: counted',
  since_first_seen: 'Counted',
};

const signs: Record<string, string> = { approximate: '≈ ', partial: '≥ ' };

export function missingReason(mark: Mark | undefined): string {
  return missing[mark?.[0] ?? ''] ?? 'No data';
}

export function besideNote(mark: Mark | undefined): string | undefined {
  const words = mark && beside[mark[0]];
  if (!words || !mark) {
    return undefined;
  }

  return mark[1] === null ? `${words} for part of the time` : `${words} since ${day(mark[1])}`;
}

/** A number as the table shows it, with the sign that says how sure it is. */
export function marked(value: string | null, mark: Mark | undefined): string {
  return value === null ? noData : `${signs[mark?.[0] ?? ''] ?? ''}${value}`;
}

export const stateWords: Record<State, string> = {
  both: 'Game and chat',
  game_only: 'Game only',
  chat_only: 'Chat only',
  neither: 'Neither',
  not_measured: 'Not measured',
  not_yet: 'Not yet',
};

export const stateShapes: Record<State, string> = {
  both: '●',
  game_only: '◐',
  chat_only: '◑',
  neither: '■',
  not_measured: '○',
  not_yet: '○',
};

export const stateOrder: readonly State[] = ['both', 'game_only', 'chat_only', 'neither', 'not_measured', 'not_yet'];

/** What both pages are given. The program writes these documents; the browser tests hold the two sides together. */
export interface ClanDay {
  date: string;
  xp: number | null;
  msgs: number | null;
  partial: boolean;
}

export interface Count {
  label: string;
  count: number;
}

export interface BossOfTheMonth {
  label: string;
  gain: number;
  days: { date: string; kills: number }[];
}

export interface BossRow {
  label: string;
  gain7: number;
  gain30: number;
  gain90: number;
  gain365: number;
  total: number;
  leader: string | null;
  leaderKills: number;
}

export interface RecordRow {
  label: string;
  holder: string;
  kills: number;
  former: boolean;
}

export interface RaidRow {
  label: string;
  normal: number;
  hard: number;
  perMember: number;
}

export interface ClanData {
  version: number;
  page: string;
  dataAsOf: number | null;
  zone: string;
  history: ClanDay[];
  /** Seven weekdays, Monday first, by 24 hours of the clan's time zone. */
  hours: (number | null)[][];
  bossWeek: Count[];
  bossMonth: BossOfTheMonth | null;
  bosses: BossRow[];
  records: RecordRow[];
  raids: RaidRow[];
  skills: Count[];
}

const version = 1;

/** The page's own data, or the sentence that says what is wrong with it. */
export function readData<T extends ClanData>(page: string, lists: readonly (keyof T & string)[]): T | string {
  const text = document.getElementById('data')?.textContent;
  if (!text) {
    return 'This file holds no data.';
  }

  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return 'The data in this file is broken: it was probably cut off while it was copied.';
  }

  if (typeof data !== 'object' || data === null || !('version' in data) || !('page' in data)) {
    return 'The data in this file is not what this page shows.';
  }

  if (data.version !== version || data.page !== page) {
    return 'The data in this file belongs to another version of this page.';
  }

  const found = data as T;
  const lacking = lists.filter((list) => !Array.isArray(found[list]));
  return lacking.length === 0 ? found : `The data in this file lacks: ${lacking.join(', ')}.`;
}

export const clanLists = ['history', 'hours', 'bossWeek', 'bosses', 'records', 'raids', 'skills'] as const;

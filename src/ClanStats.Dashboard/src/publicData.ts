import type { ClanData } from './shared';

export interface TopList {
  title: string;
  signal: 'game' | 'chat';
  rows: { name: string; value: number }[];
}

export interface Person {
  name: string;
  xp: number | null;
  kills: number | null;
  msgs: number | null;
}

export interface PublicData extends ClanData {
  top: TopList[];
  people: Person[];
}

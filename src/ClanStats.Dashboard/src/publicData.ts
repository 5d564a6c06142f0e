import type { ClanData } from './shared';

export interface TopList {
  title: string;
  signal: 'game' | 'chat';
  empty: string;
  rows: { name: string; value: number }[];
}

/** Kills of one boss: index of its name, how many, and whether nobody in the clan ever had more. */
export type BossKills = [name: number, kills: number, clanRecord: boolean];

/** What comes next: index of the metric's name, what kind, where the player stands, where it is reached. */
export type Goal = [name: number, kind: 'level' | 'experience' | 'kills', now: number, goal: number];

/** A member as everybody may see one: totals of a lifetime, nothing of what anybody did lately. */
export interface Person {
  name: string;
  xp: number | null;
  kills: number | null;
  msgs: number | null;
  level: number | null;
  /** Indices of the skills at level 99. */
  mastered: number[];
  bosses: BossKills[];
  next: Goal[];
}

export interface PublicData extends ClanData {
  top: TopList[];
  names: string[];
  skillsInAll: number;
  people: Person[];
}

import type { ClanData } from './shared';

export type State = 'both' | 'game_only' | 'chat_only' | 'neither' | 'not_measured' | 'not_yet';

export type Figure = 'xp7' | 'xp30' | 'boss7' | 'boss30' | 'msgs7' | 'msgs30';

/** Why a number is missing or what must be known beside it, and since when it counts. */
export type Mark = [kind: string, since: number | null];

export interface Member {
  name: string;
  former: string[];
  role: string;
  /** Place of the role in the clan's own order, highest first. */
  rank: number;
  state: State;
  pending: boolean;
  joined: number | null;
  measured: number | null;
  xp7: number | null;
  xp30: number | null;
  boss7: number | null;
  boss30: number | null;
  msgs7: number | null;
  msgs30: number | null;
  marks: Partial<Record<Figure, Mark>>;
}

export interface Verdict {
  name: string;
  role: string;
  rule: string;
  severity: string;
  reason: string;
  evidence: { label: string; text: string }[];
}

export interface VerdictGroup {
  title: string;
  people: Verdict[];
}

export interface OfficerRow {
  name: string;
  role: string;
  rights: string[];
  fact: string;
  label: string | null;
  xp30: number | null;
  boss30: number | null;
  msgs30: number | null;
}

export interface Candidate {
  name: string;
  role: string;
  days: number;
  firstListed: string;
  status: string;
  reason: string;
}

/** A part that may be missing, and then says why. */
export interface Part {
  reason: string | null;
  notes: string[];
}

export interface VerdictPart extends Part {
  groups: VerdictGroup[];
}

export interface OfficersPart extends Part {
  meanMsgs: number | null;
  medianMsgs: number | null;
  meanXp: number | null;
  rows: OfficerRow[];
}

export interface PurgePart extends Part {
  days: number | null;
  candidates: Candidate[];
  unknown: Candidate[];
}

export interface Source {
  title: string;
  connected: boolean;
  lastRead: number | null;
  since: number | null;
  missing: string[];
  failures: string[];
}

export interface Group {
  label: string;
  count: number;
  names: string[];
}

/** A total and the parts it must equal. */
export interface Sum {
  label: string;
  total: number;
  parts: Group[];
}

export interface OfficersData extends ClanData {
  writtenAt: number;
  members: Member[];
  moderation: VerdictPart;
  promotions: VerdictPart;
  ladder: string;
  officers: OfficersPart;
  purge: PurgePart;
  decisions: string | null;
  decided: string[];
  retention: string | null;
  stays: string[];
  changes: string | null;
  changeLines: string[];
  insights: string | null;
  insightLines: string[];
  links: string | null;
  queue: string[];
  sources: Source[];
  days: string[];
  sums: Sum[];
}

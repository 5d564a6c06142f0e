import type { ClanData } from './shared';
import type { Term } from './terms';

export type State = 'both' | 'game_only' | 'chat_only' | 'neither' | 'not_measured' | 'not_yet';

/** What is counted of a member in each range; the key carries its days: xp30. */
export type Metric = 'xp' | 'boss' | 'msgs' | 'gdays' | 'cdays';
export type Figure = `${Metric}${7 | 30 | 90 | 365}`;
type Hours = `${'ehp' | 'ehb'}${7 | 30 | 90 | 365}`;

export type Flag = 'purge' | 'slipping' | 'due' | 'back' | 'new' | 'unlinked';

/** Why a number is missing or what must be known beside it, and since when it counts. */
export type Mark = [kind: string, since: number | null];

/** What happened to somebody: when, what, from what, to what. */
export type Happening = [at: number | null, kind: string, from: string | null, to: string | null];

export interface Account {
  id: string;
  name: string;
  state: string;
  weight: number;
  evidence: string;
}

export type Member = Record<Figure, number | null> &
  Partial<Record<Hours, number>> & {
    id: number;
    person: number;
    name: string;
    former: string[];
    user: string;
    wom: number | null;
    role: string;
    /** Place of the role in the clan's own order, highest first. */
    rank: number;
    /** Wise Old Man's word, where it is not active. */
    status?: string;
    state: State;
    /** A letter a range: b both, g game, c chat, n neither, m not measured, y not yet, - not told. */
    states: string;
    /** Where nobody is sure who this is. */
    pending?: true;
    joined: number | null;
    days: number | null;
    measured: number | null;
    linked: 'yes' | 'none' | 'no';
    totalXp: number | null;
    totalBoss: number | null;
    msgsTotal: number | null;
    score: number;
    favourite: string | null;
    marks: Partial<Record<Figure, Mark>>;
    flags: Flag[];
    exempt: string[];
    /** XP, kills and messages over the purge list's days; null where not measured. */
    quiet: [number | null, number | null, number | null];
    game?: string;
    chat?: string | null;
    events: Happening[];
    accounts: Account[];
  };

export interface Verdict {
  id: number;
  name: string;
  role: string;
  rule: string;
  severity: string;
  reason: string;
  evidence: { label: string; text: string }[];
}

export interface OfficerRow {
  id: number;
  name: string;
  role: string;
  rights: string[];
  fact: string;
  label: string | null;
  hours: number | null;
  answers: number | null;
  xp30: number | null;
  boss30: number | null;
  msgs30: number | null;
}

export interface Candidate {
  id: number;
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
  groups: { title: string; people: Verdict[] }[];
}

export interface OfficersPart extends Part {
  meanMsgs: number | null;
  medianMsgs: number | null;
  meanXp: number | null;
  rows: OfficerRow[];
}

export interface PurgePart extends Part {
  days: number | null;
  limitDays: number;
  maxXp: number;
  maxBoss: number;
  maxMsgs: number;
  candidates: Candidate[];
  unknown: Candidate[];
}

/** A requirement: what, at least how much, what there is, whether that is a lower bound, the peers' middle, whether it is met, what would change it. */
export type Check = [label: string, needed: number, value: number | null, atLeast: boolean, peers: number | null, passed: boolean | null, change: string];

export interface Climber {
  id: number;
  name: string;
  role: string;
  next: string;
  status: 'suggested' | 'passing' | 'not_yet' | 'not_known';
  when: string;
  change: string;
  checks: Check[];
}

export interface LadderPart extends Part {
  summary: string | null;
  people: Climber[];
}

export interface DecisionRow {
  id: number;
  list: string;
  name: string;
  role: string;
  suggestion: string;
  why: string;
  since: string | null;
  waiting: boolean;
  state: string;
  verdict: string | null;
  leave: string | null;
  note: string;
  by: string;
  at: number | null;
}

export interface LedgerEntry {
  number: number;
  id: number;
  list: string;
  rule: string;
  version: number;
  reason: string;
  first: string;
  last: string;
  nights: number;
}

export interface Source {
  key: string;
  title: string;
  connected: boolean;
  lastRead: number | null;
  since: number | null;
  missing: string[];
  failures: string[];
}

/** A total and the parts it must equal. */
export interface Sum {
  label: string;
  total: number;
  parts: { label: string; count: number; names: string[] }[];
}

export interface Daily {
  first: string;
  newDays: number;
  xp: (number | null)[];
  boss: (number | null)[];
  msgs: (number | null)[];
  players: (number | null)[];
  writers: (number | null)[];
  covered: Record<string, string>;
  xpSteps: number[];
  msgSteps: number[];
}

/** The share still here at an age, with its band, how many were watched, and since when it can be known. */
export type StayCell = [age: number, share: number | null, low: number | null, high: number | null, watched: number, from: string | null];

export interface StayRow {
  label: string;
  people: number;
  here: number;
  cells: StayCell[];
}

export interface Staying {
  reason: string | null;
  stays?: { reason: string | null; since: string; people: number; left: number; ages: number[]; all: StayRow[]; months: StayRow[]; split: StayRow[]; notes: string[] };
  newcomers?: {
    reason: string | null;
    since: string;
    days: number;
    people: number;
    complete: number;
    steps: { label: string; timed: boolean; measured: number; reached: number; median: number | null }[];
    waiting: { id: number; name: string; joined: string; step: string; days: number }[];
    notes: string[];
  };
  breaks?: {
    reason: string | null;
    returns: number;
    active: number;
    typical: number | null;
    people: { id: number; name: string; back: string; days: number; active: number; usual: number | null }[];
    notes: string[];
  };
}

export interface Duty {
  officers: number[][] | null;
  covered?: number;
  hours?: number;
  holeCount?: number;
  holes?: [day: number, hour: number, messages: number, officers: number][];
  /** People to expect by weekday and hour; null where messages are not known. */
  people: number[][] | null;
  regulars?: number;
  /** Two hours for an event, then those best for whom the first misses. */
  slots?: [day: number, hour: number, people: number][];
  weekends: string[];
  answers: string | null;
  flags: string[];
}

export interface Who {
  reason: string | null;
  coverage: string | null;
  waiting: { account: string; name: string; id: number; member: string; weight: number; evidence: string }[];
  renames: { old: string; id: number; name: string; weight: number; evidence: string }[];
  unassigned: { name: string; kind: string; messages: number }[];
}

export type PresenceRow = { days: number } & Record<State, number[]>;

export interface OfficersData extends ClanData {
  writtenAt: number;
  terms: Term[];
  members: Member[];
  daily: Daily;
  moderation: VerdictPart;
  promotions: VerdictPart;
  ladder: LadderPart;
  officers: OfficersPart;
  purge: PurgePart;
  duty: Duty;
  presence: PresenceRow[];
  presenceNote: string | null;
  staying: Staying;
  decisions: { reason: string | null; regret: string | null; rows: DecisionRow[]; ledger: LedgerEntry[]; findings: string[] };
  who: Who;
  insights: string | null;
  insightLines: string[];
  sources: Source[];
  days: string[];
  sums: Sum[];
}

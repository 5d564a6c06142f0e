import { h } from '../dom';
import { day, exact } from '../format';
import { readable, type Spot } from './readout';

const oneDay = 86_400_000;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const lastDigits = '0123456789ABCDEFGHIJKLMNOPQRSTUV';
const otherDigits = 'WXYZabcdefghijklmnopqrstuvwxyz_*';

/** What is known of one day: nothing, or how much, and whether anything was seen happening at all. */
export type DayNumber = number | null;

/** A row of exact numbers from its short text: ";" and "," are a day of no data and of nothing, "-" and "." begin how many follow; else a day's number. */
export function dayNumbers(text: string): { numbers: DayNumber[]; levels: (number | null)[] } {
  const numbers: DayNumber[] = [];
  const levels: (number | null)[] = [];
  let value = 0;
  let sign = '';
  for (const letter of text) {
    const last = lastDigits.indexOf(letter);
    if (letter === '-' || letter === '.') {
      sign = letter;
    } else if (letter === ';' || letter === ',') {
      numbers.push(letter === ',' ? 0 : null);
      levels.push(letter === ',' ? 0 : null);
    } else if (last < 0) {
      value = (value + otherDigits.indexOf(letter)) * 32;
    } else {
      value += last;
      const run = sign === '' ? 1 : value;
      for (let count = 0; count < run; count++) {
        numbers.push(sign === '' ? value : sign === '.' ? 0 : null);
        levels.push(sign === '' ? 1 : sign === '.' ? 0 : null);
      }

      value = 0;
      sign = '';
    }
  }

  return { numbers, levels };
}

/** The step of a number that counts: at least the first, so that a day of kills alone is one that was played. */
export function stepOf(value: number, steps: readonly number[]): number {
  let step = 1;
  while (step < steps.length && value >= (steps[step] ?? Infinity)) {
    step++;
  }

  return step;
}

/** A day in words, to the last digit: "412,003 XP". */
function dayText(row: Row, index: number): string {
  const [value, level] = [row.numbers[index] ?? null, row.levels[index] ?? null];
  return value === null || level === null ? `no data on ${row.unit}` : level === 0 ? `no ${row.unit}` : `${exact(value)} ${value === 1 ? row.one : row.unit}`;
}

interface Row {
  title: string;
  signal: 'game' | 'chat';
  /** Null without data, 0 for nothing, 1 for something. */
  levels: readonly (number | null)[];
  numbers: readonly DayNumber[];
  steps: readonly number[];
  unit: string;
  one: string;
}

interface Calendar {
  first: number;
  from: number;
  rows: readonly Row[];
}

/** Weeks of a block, full or not: half a year that begins in the middle of one. */
const weeksOfBlock = 27;

function weekdayOf(moment: number): number {
  return (new Date(moment).getUTCDay() + 6) % 7;
}

function block(calendar: Calendar, row: Row, start: number, end: number, told: (at: number) => string, spots: Spot[]): HTMLElement {
  const lead = weekdayOf(calendar.first + start * oneDay);
  const grid = h('div', { class: `days ${row.signal}` });
  grid.style.setProperty('--weeks', String(weeksOfBlock));
  for (let blank = 0; blank < lead; blank++) {
    grid.append(h('span', { class: 'blank' }));
  }

  for (let index = start; index < end; index++) {
    const known = row.levels[index] ?? null;
    const level = known === null || known === 0 ? known : stepOf(row.numbers[index] ?? 0, row.steps);
    const cell = h('span', { class: level === null ? 'day-cell gap' : `day-cell step-${level}` });
    grid.append(cell);
    spots.push({ element: cell, text: told(index) });
  }

  return grid;
}

/** The months above a block, each over the week it begins in. */
function monthLine(calendar: Calendar, start: number, end: number): HTMLElement {
  const lead = weekdayOf(calendar.first + start * oneDay);
  const line = h('div', { class: 'calendar-months', 'aria-hidden': 'true' });
  line.style.setProperty('--weeks', String(weeksOfBlock));
  let free = 0;
  for (let index = start; index < end; index++) {
    const date = new Date(calendar.first + index * oneDay);
    const week = Math.floor((lead + index - start) / 7);
    const january = date.getUTCMonth() === 0;
    const room = january ? 7 : 4;
    if ((date.getUTCDate() === 1 || index === start) && week >= free && week + room <= weeksOfBlock + 1) {
      const name = h('span', {}, months[date.getUTCMonth()] ?? '', january ? ` ${date.getUTCFullYear()}` : '');
      name.style.gridColumnStart = String(week + 1);
      line.append(name);
      free = week + room;
    }
  }

  return line;
}

/** Two rows of days, game above chat, half a year a block, so that a phone shows them below each other. */
export function calendarPicture(calendar: Calendar): HTMLElement {
  const half = 26 * 7;
  const total = calendar.rows[0]?.levels.length ?? 0;
  const blocks: HTMLElement[] = [];
  const spotsOf: Spot[][] = calendar.rows.map(() => []);
  const told = (index: number): string => {
    const at = calendar.first + index * oneDay;
    return `${weekdays[weekdayOf(at)]}, ${day(at)}: ${calendar.rows.map((row) => dayText(row, index)).join('; ')}`;
  };
  const begins = total - Math.ceil((total - calendar.from) / half) * half;
  for (let place = begins; place < total; place += half) {
    const [start, end] = [Math.max(calendar.from, place), place + half];
    blocks.push(
      h(
        'div',
        { class: 'half' },
        monthLine(calendar, start, end),
        ...calendar.rows.map((row, index) => h('div', { class: 'calendar-row' }, h('span', { class: 'row-name' }, row.title), block(calendar, row, start, end, told, spotsOf[index] ?? []))),
      ),
    );
  }

  const picture = h('div', { class: 'calendar', role: 'group', 'aria-label': 'Days, one square each. Arrow keys read day by day.' }, ...blocks);
  const legend = h(
    'p',
    { class: 'legend', 'aria-hidden': 'true' },
    h('span', { class: 'day-cell gap' }),
    ' no data ',
    h('span', { class: 'day-cell step-0' }),
    ' nothing ',
    ...calendar.rows.flatMap((row) => [h('span', { class: `scale ${row.signal}` }, ...row.steps.map((_, step) => h('span', { class: `day-cell step-${step + 1}` }))), ` more ${row.unit} `]),
  );
  return h('div', { class: 'calendar-of' }, picture, readable(picture, spotsOf.flat(), 'Point at a day, tap it, or walk with the arrow keys.', { along: 7, across: 1 }), legend);
}

import { csvButton } from '../csv';
import { h } from '../dom';
import { exact, noData } from '../format';

/** A picture that can be drawn again when colours change. */
export interface Drawing {
  element: HTMLElement;
  draw: () => void;
}

interface Question {
  title: string;
  /** The title where its word explains itself. */
  heading?: Node;
  answer: string | Node;
  picture: Drawing;
  table: () => HTMLElement;
  /** What stands between the title and the picture: a switch, a legend. */
  extra?: HTMLElement | null;
}

const drawn = new Set<Drawing>();
const waiting = new Set<Drawing>();

/** Draws again what is on the page, in the colours of now. */
export function redraw(): void {
  for (const drawing of drawn) {
    drawing.draw();
  }
}

/** Paper shows everything at once and is light, whatever the screen was; charts hold their colours in themselves. */
function drawForPaper(): void {
  const { dataset } = document.documentElement;
  const theme = dataset['theme'];
  addEventListener(
    'afterprint',
    () => {
      dataset['theme'] = theme ?? 'auto';
      redraw();
    },
    { once: true },
  );
  dataset['theme'] = 'light';
  waiting.forEach(drawNow);
  redraw();
}

addEventListener('beforeprint', drawForPaper);

function drawNow(drawing: Drawing): void {
  waiting.delete(drawing);
  drawn.add(drawing);
  drawing.draw();
}

/** Draws when the reader gets there. */
function drawWhenSeen(drawing: Drawing): void {
  waiting.add(drawing);
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        observer.disconnect();
        drawNow(drawing);
      }
    },
    { rootMargin: '200px' },
  );
  observer.observe(drawing.element);
}

/** One question, its answer in words, its picture, and the same numbers as a table. */
export function questionCard(question: Question): HTMLElement {
  const holder = h('div', { class: 'numbers', hidden: true });
  const toggle = h('button', { type: 'button', class: 'toggle', 'aria-pressed': 'false' }, 'Show as table');
  toggle.addEventListener('click', () => {
    const asTable = holder.hidden;
    if (asTable && holder.childElementCount === 0) {
      holder.append(question.table());
    }

    holder.hidden = !asTable;
    question.picture.element.hidden = asTable;
    toggle.setAttribute('aria-pressed', String(asTable));
    toggle.textContent = asTable ? 'Show as chart' : 'Show as table';
  });
  drawWhenSeen(question.picture);
  return h(
    'article',
    { class: 'card question' },
    h('header', {}, h('div', {}, h('h3', {}, question.heading ?? question.title), h('p', { class: 'answer' }, question.answer)), h('div', { class: 'buttons' }, toggle, csvButton(question.title, question.table))),
    question.extra,
    question.picture.element,
    holder,
  );
}

/** Text, a node, a number with every digit, or null where nothing is known. */
export type PlainCell = string | number | null | Node;

/** A small plain table: the first column names, the others are numbers unless they are texts. */
export function plainTable(caption: string, heads: readonly (string | Node)[], rows: readonly (readonly PlainCell[])[], words: readonly number[] = []): HTMLElement {
  const said = (cell: PlainCell): string | Node => (cell === null ? noData : typeof cell === 'number' ? exact(cell) : cell);
  const raw = (cell: PlainCell): string | null => (cell === null ? '' : typeof cell === 'number' ? String(cell) : null);
  const kind = (index: number): string | null => (index === 0 || words.includes(index) ? null : 'number');
  return h(
    'div',
    { class: 'frame', tabindex: 0, role: 'region', 'aria-label': caption },
    h(
      'table',
      { class: 'plain' },
      h('caption', { class: 'hidden' }, caption),
      h('thead', {}, h('tr', {}, ...heads.map((head, index) => h('th', { scope: 'col', class: kind(index) }, head)))),
      h(
        'tbody',
        {},
        ...rows.map((row) =>
          h('tr', {}, ...row.map((cell, index) => (index === 0 ? h('th', { scope: 'row' }, said(cell)) : h('td', { class: kind(index), 'data-raw': raw(cell) }, said(cell))))),
        ),
      ),
    ),
  );
}

/** Two columns beside each other that fill as they are, below each other on a phone: nothing waits for its neighbour's height. */
export function sides(left: readonly (HTMLElement | null)[], right: readonly (HTMLElement | null)[]): HTMLElement {
  return h('div', { class: 'pair' }, h('div', { class: 'stack' }, ...left), h('div', { class: 'stack' }, ...right));
}

/** A title, what it says in a sentence, and a table that can be saved. */
export function tableCard(title: string | Node, answer: string, table: HTMLElement | null, none: string): HTMLElement {
  const named = typeof title === 'string' ? title : (title.textContent ?? '');
  return h(
    'article',
    { class: 'card question' },
    h(
      'header',
      {},
      h('div', {}, h('h3', {}, title), h('p', { class: 'answer' }, answer)),
      table && h('div', { class: 'buttons' }, csvButton(named, () => table)),
    ),
    table ?? h('p', { class: 'empty' }, none),
  );
}

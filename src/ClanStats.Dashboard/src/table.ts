import { csvButton } from './csv';
import { h, withVariable } from './dom';
import { explain } from './terms';

export type Direction = 'asc' | 'desc';

export interface Cell {
  content: Node | string;
  /** What is known beside the content: the cell's title. */
  note?: string | undefined;
  /** Share of the column's greatest value, 0 to 1, drawn behind the number. */
  share?: number | undefined;
}

export interface Column<T> {
  key: string;
  title: string;
  /** What the column means, in a word or two. */
  hint?: string;
  /** The word whose definition the header tells. */
  term?: string;
  /** Left out of the cards of a phone. */
  minor?: boolean;
  /** What a saved table holds instead of what the column sorts by. */
  raw?: (row: T) => string | number | null;
  /** Numbers stand right and sort downwards first. */
  number?: boolean;
  signal?: 'game' | 'chat';
  /** What the column sorts by; null stands last in either direction. */
  value: (row: T) => number | string | null;
  cell: (row: T) => Cell;
}

export interface Order {
  key: string;
  direction: Direction;
}

/** Rows that any window shows without scrolling. */
const rowsAtOnce = 40;

/** Rows made in one go while the page answers meanwhile: less than a frame or two. */
const rowsAtATime = 30;

/** Calls when nobody waits for the page, at the latest in a second; where a browser cannot tell, soon. */
function whenIdle(work: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = window.requestIdleCallback(work, { timeout: 1000 });
    return () => window.cancelIdleCallback(handle);
  }

  const handle = setTimeout(work, 20);
  return () => clearTimeout(handle);
}

interface Row<T> {
  item: T;
  element: HTMLElement | null;
  /** Whether it is wanted: false, or true or why. */
  wanted: string | boolean;
}

function compare(left: number | string | null, right: number | string | null, direction: Direction): number {
  if (left === null || right === null) {
    return left === right ? 0 : left === null ? 1 : -1;
  }

  const order =
    typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right), 'en');
  return direction === 'asc' ? order : -order;
}

/**
 * A table whose rows are made once, then only re-ordered and hidden: 500 rows sort within a frame or two. Those nobody can see at first are made
 * after the page answers.
 */
export class Table<T> {
  readonly element: HTMLElement;
  readonly save: HTMLElement;
  private readonly body = h('tbody', { role: 'rowgroup' });
  private readonly heads = new Map<string, HTMLElement>();
  private readonly sorter = h('select', { class: 'sorter' });
  private readonly rows: Row<T>[];
  private order: Order | null = null;
  private cancelLater: () => void = () => undefined;
  private waiting: Row<T>[] = [];

  constructor(
    caption: string,
    private readonly columns: readonly Column<T>[],
    items: readonly T[],
    private readonly sorted: (order: Order) => void = () => undefined,
  ) {
    this.rows = items.map((item) => ({ item, element: null, wanted: true }));
    const table = h('table', { role: 'table' }, h('caption', { class: 'hidden' }, caption), this.makeHead(), this.body);
    this.save = csvButton(caption, () => {
      this.finish();
      return table;
    });
    this.element = h(
      'div',
      { class: 'sheet' },
      this.makeSorter(),
      h(
        'div',
        { class: 'frame', tabindex: 0, role: 'region', 'aria-label': caption },
        table,
      ),
    );
  }

  /** Shows the rows that are wanted; a text instead of true is why, and stands beside the name. */
  filter(wanted: (item: T) => string | boolean): number {
    let shown = 0;
    for (const row of this.rows) {
      row.wanted = wanted(row.item);
      shown += row.wanted === false ? 0 : 1;
      if (row.element) {
        this.show(row.element, row.wanted);
      }
    }

    return shown;
  }

  sort(order: Order): void {
    const column = this.columns.find((candidate) => candidate.key === order.key);
    if (!column) {
      this.place(this.rows);
      return;
    }

    this.order = order;
    const ordered = this.rows
      .map((row, index) => ({ row, index, value: column.value(row.item) }))
      .sort((left, right) => compare(left.value, right.value, order.direction) || left.index - right.index);
    this.place(ordered.map((entry) => entry.row));
    for (const [key, head] of this.heads) {
      const state = key === order.key ? (order.direction === 'asc' ? 'ascending' : 'descending') : 'none';
      head.setAttribute('aria-sort', state);
    }

    this.sorter.value = `${order.key}:${order.direction}`;
  }

  /** The first time, what cannot be seen at once is made and laid out after what can. */
  private place(rows: readonly Row<T>[]): void {
    this.cancelLater();
    const isFirst = this.body.childElementCount === 0 && rows.length > 3 * rowsAtOnce;
    this.waiting = [...rows];
    this.append(isFirst ? rowsAtOnce : rows.length);
  }

  private append(count: number): void {
    this.body.append(...this.waiting.splice(0, count).map((row) => (row.element ??= this.show(this.makeRow(row.item), row.wanted))));
    if (this.waiting.length > 0) {
      this.cancelLater = whenIdle(() => this.append(rowsAtATime));
    }
  }

  /** Makes what is still to come. */
  private finish(): void {
    this.cancelLater();
    this.append(this.waiting.length);
  }

  private show(element: HTMLElement, wanted: string | boolean): HTMLElement {
    element.hidden = wanted === false;
    const note = element.querySelector('.why');
    if (note) {
      note.textContent = typeof wanted === 'string' ? wanted : '';
    }

    return element;
  }

  private choose(key: string): void {
    const column = this.columns.find((candidate) => candidate.key === key);
    const first: Direction = column?.number ? 'desc' : 'asc';
    const other: Direction = first === 'asc' ? 'desc' : 'asc';
    this.apply({ key, direction: this.order?.key === key && this.order.direction === first ? other : first });
  }

  private apply(order: Order): void {
    this.sort(order);
    this.sorted(order);
  }

  private makeHead(): HTMLElement {
    const row = h('tr', { role: 'row' });
    for (const column of this.columns) {
      const button = h('button', { type: 'button', onclick: () => this.choose(column.key) }, column.title, h('span', { class: 'arrow', 'aria-hidden': 'true' }));
      if (column.term) {
        explain(button, column.term);
      }

      const head = h(
        'th',
        {
          role: 'columnheader',
          scope: 'col',
          'data-key': column.key,
          'aria-sort': 'none',
          class: [column.number ? 'number' : '', column.signal ?? ''].join(' ').trim() || null,
          title: column.term ? null : column.hint,
        },
        button,
      );
      this.heads.set(column.key, head);
      row.append(head);
    }

    return h('thead', { role: 'rowgroup' }, row);
  }

  /** On a phone the rows are cards without a header, so sorting has a list of its own. */
  private makeSorter(): HTMLElement {
    for (const column of this.columns) {
      const down = h('option', { value: `${column.key}:desc` }, `${column.title}, ${column.number ? 'most' : 'Z'} first`);
      const up = h('option', { value: `${column.key}:asc` }, `${column.title}, ${column.number ? 'least' : 'A'} first`);
      this.sorter.append(...(column.number ? [down, up] : [up, down]));
    }

    this.sorter.addEventListener('change', () => {
      const [key = '', direction = 'asc'] = this.sorter.value.split(':');
      this.apply({ key, direction: direction === 'desc' ? 'desc' : 'asc' });
    });
    return h('label', { class: 'sort-by' }, 'Sort by ', this.sorter);
  }

  private makeRow(item: T): HTMLElement {
    const row = h('tr', { role: 'row' });
    this.columns.forEach((column, index) => {
      const cell = column.cell(item);
      const attributes = {
        role: index === 0 ? 'rowheader' : 'cell',
        'data-label': column.title,
        'data-key': column.key,
        class: [column.number ? 'number' : '', column.signal ?? '', column.minor ? 'minor' : ''].join(' ').trim() || null,
        'data-raw': (column.raw ?? column.value)(item) ?? '',
        title: cell.note,
      };
      const element = index === 0 ? h('th', { ...attributes, scope: 'row' }) : h('td', attributes);
      element.append(cell.content);
      if (cell.share !== undefined && cell.share > 0) {
        element.classList.add('bar');
        withVariable(element, '--share', `${(Math.min(1, cell.share) * 100).toFixed(1)}%`);
      }

      row.append(element);
    });
    return row;
  }
}

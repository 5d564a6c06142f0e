import { h } from './dom';
import { noData } from './format';

const starters = '=+@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20';

/** Text for a spreadsheet's cell: what it would take for a formula gets a leading apostrophe, as in the program's own CSV. */
export function safeCell(text: string): string {
  const first = text.charAt(0);
  return first !== '' && (starters.includes(first) || (first === '-' && !/^-\d+(\.\d+)?$/.test(text))) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a cell holds: the value it was made from where it has one, else its text; digits without their commas, no data as nothing. */
function valueOf(cell: HTMLElement): string {
  const text = cell.dataset['raw'] ?? cell.textContent?.trim() ?? '';
  return text === noData ? '' : /^-?\d{1,3}(,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text;
}

/** A table as CSV (RFC 4180): the rows that are shown, in the order they are shown. */
export function csvOf(table: HTMLTableElement): string {
  return [...table.rows]
    .filter((row) => !row.hidden)
    .map((row) => [...row.cells].map((cell) => quoted(safeCell(valueOf(cell)))).join(','))
    .join('\r\n');
}

function nameOf(title: string): string {
  return `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'table'}.csv`;
}

/** A button that saves a table; it is asked for when it is needed. */
export function csvButton(title: string, table: () => HTMLElement): HTMLElement {
  const save = (): void => {
    const made = table();
    const found = made instanceof HTMLTableElement ? made : made.querySelector('table');
    if (found) {
      const address = URL.createObjectURL(new Blob(['\uFEFF', csvOf(found), '\r\n'], { type: 'text/csv' }));
      h('a', { href: address, download: nameOf(title) }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    }
  };
  return h('button', { type: 'button', class: 'toggle csv', 'aria-label': `Save “${title}” as CSV`, onclick: save }, 'CSV');
}

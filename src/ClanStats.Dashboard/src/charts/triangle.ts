import { h, withVariable } from '../dom';
import { readable, type Spot } from './readout';

export interface TriangleCell {
  /** 0 to 1; null where it is not known. */
  share: number | null;
  /** Whether time alone will tell, or there was nobody to tell of. */
  waits: boolean;
  /** So few people that one of them changes much. */
  few: boolean;
  text: string;
}

export interface TriangleRow {
  label: string;
  people: string;
  cells: readonly TriangleCell[];
}

/** Colours begin a quarter below the lowest share at most, so that 90 and 100 per cent can be told apart. */
function floorOf(rows: readonly TriangleRow[]): number {
  const lowest = Math.min(1, ...rows.flatMap((row) => row.cells.map((cell) => cell.share ?? 1)));
  return Math.max(0, Math.floor((lowest - 0.05) * 4) / 4);
}

/** Shares by month of joining and age as boxes with their numbers. On a phone every other age stands. */
export function trianglePicture(name: string, ages: readonly number[], rows: readonly TriangleRow[]): HTMLElement {
  const floor = floorOf(rows);
  const spots: Spot[] = [];
  const minor = (index: number): string => (index % 2 === 0 && ages.length > 6 ? ' minor-age' : '');
  const picture = h(
    'div',
    { class: 'triangle', role: 'group', 'aria-label': `${name} Arrow keys read box by box; the same numbers stand in the table.` },
    h('span', { class: 'row-name', 'aria-hidden': 'true' }, 'Joined; days since'),
    ...ages.map((age, index) => h('span', { class: `age${minor(index)}`, 'aria-hidden': 'true' }, String(age))),
    ...rows.flatMap((row) => [
      h('span', { class: 'row-name', 'aria-hidden': 'true' }, row.label, h('span', { class: 'n' }, ` · ${row.people}`)),
      ...row.cells.map((cell, index) => {
        const kind = cell.share === null ? (cell.waits ? ' waits' : ' none') : cell.few ? ' few' : '';
        const box = withVariable(
          h('span', { class: `box${kind}${minor(index)}` }, cell.share === null ? '' : String(Math.round(cell.share * 100))),
          '--weight',
          `${((((cell.share ?? floor) - floor) / (1 - floor)) * 100).toFixed(0)}%`,
        );
        spots.push({ element: box, text: cell.text });
        return box;
      }),
    ]),
  );
  picture.style.setProperty('--ages', String(ages.length));
  picture.style.setProperty('--few-ages', String(ages.filter((_, index) => minor(index) === '').length));
  const legend = h(
    'p',
    { class: 'legend', 'aria-hidden': 'true' },
    'Per cent still here: ',
    withVariable(h('span', { class: 'box' }), '--weight', '0%'),
    ` ${Math.round(floor * 100)} `,
    withVariable(h('span', { class: 'box' }), '--weight', '100%'),
    ' 100 ',
    h('span', { class: 'box waits' }),
    ' not yet ',
    h('em', {}, '75'),
    ' of few people',
  );
  return h('div', {}, picture, readable(picture, spots, 'Point at a box, tap it, or walk with the arrow keys.', { along: 1, across: ages.length }), legend);
}

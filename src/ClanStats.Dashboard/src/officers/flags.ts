import { h } from '../dom';
import type { Flag, State } from '../officersData';
import { stateShapes, stateWords } from '../marks';

export const flagWords: Record<Flag, string> = {
  purge: 'On the purge list',
  slipping: 'Slipping',
  due: 'Due for a rank',
  back: 'Back from a break',
  new: 'New',
  unlinked: 'Unlinked',
};

const kinds: Record<Flag, string> = { purge: 'act', slipping: 'watch', due: 'good', back: 'good', new: 'gold', unlinked: 'plain' };
const shapes: Record<string, string> = { act: '■', watch: '▲', good: '●', gold: '◆', plain: '○' };

export function flagTag(flag: Flag): HTMLElement {
  const kind = kinds[flag];
  return h('span', { class: `flag ${kind}` }, h('span', { 'aria-hidden': 'true' }, shapes[kind]), ` ${flagWords[flag]}`);
}

export function stateTag(state: State): HTMLElement {
  return h('span', { class: `state ${state}` }, h('span', { class: 'shape', 'aria-hidden': 'true' }, stateShapes[state]), ` ${stateWords[state]}`);
}

/** A part that has nothing to show says why, in its own words. */
export function unavailable(reason: string): HTMLElement {
  return h('p', { class: 'empty' }, reason.charAt(0).toUpperCase() + reason.slice(1), /[.!?]$/.test(reason) ? '' : '.');
}

/** Something long that is made when it is opened, and for paper. */
export function folded(summary: string, content: () => HTMLElement): HTMLElement {
  const details = h('details', { class: 'words' }, h('summary', {}, summary));
  const fill = (): void => {
    if (details.childElementCount === 1) {
      details.append(content());
    }
  };
  details.addEventListener('toggle', fill, { once: true });
  return details;
}

export function notes(lines: readonly string[]): HTMLElement | null {
  return lines.length === 0 ? null : h('details', { class: 'words' }, h('summary', {}, 'What limits this'), h('ul', { class: 'notes' }, ...lines.map((line) => h('li', {}, line))));
}

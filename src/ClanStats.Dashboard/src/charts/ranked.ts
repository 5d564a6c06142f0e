import { h, withVariable } from '../dom';
import { exact, short } from '../format';
import type { Drawing } from './card';

export interface Place {
  label: string | Node;
  value: number;
  /** What stands behind the number. */
  note?: string;
  signal?: 'game' | 'chat' | 'gold';
}

/** Horizontal bars, name left and value right: plain boxes, so that they print, scale and can hold links. */
export function ranked(places: readonly Place[], most: number | null = null): HTMLElement {
  const top = most ?? Math.max(1, ...places.map((place) => place.value));
  return h(
    'ol',
    { class: 'ranked' },
    ...places.map((place) =>
      h(
        'li',
        { class: place.signal ?? 'game' },
        h('span', { class: 'label' }, place.label),
        withVariable(h('span', { class: 'track', 'aria-hidden': 'true' }, h('span', { class: 'fill' })), '--share', `${((place.value / top) * 100).toFixed(1)}%`),
        h('span', { class: 'n', title: exact(place.value) }, short(place.value), place.note ? h('span', { class: 'facts' }, ` ${place.note}`) : null),
      ),
    ),
  );
}

/** Boxes are drawn by being there. */
export function still(element: HTMLElement): Drawing {
  return { element, draw: () => undefined };
}

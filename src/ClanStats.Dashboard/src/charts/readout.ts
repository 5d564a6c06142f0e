import { h } from '../dom';

/** One thing of a picture that can be read: where it stands and what it says. */
export interface Spot {
  element: Element;
  text: string;
  /** What Enter opens. */
  open?: () => void;
}

/**
 * Lets every spot of a picture be read by mouse, touch and keyboard: arrows walk, the line below tells. Steps are how far the arrows go in the
 * order of the spots. Whoever draws anew puts the new spots into the same list.
 */
export function readable(picture: HTMLElement, spots: readonly Spot[], hint: string, steps: { along: number; across: number } = { along: 1, across: 1 }): HTMLElement {
  const line = h('p', { class: 'readout', role: 'status' }, hint);
  let at = -1;
  let read: Element | undefined;
  const tell = (index: number): void => {
    const spot = spots[index];
    if (spot && spot.element !== read) {
      read?.classList.remove('read');
      at = index;
      read = spot.element;
      read.classList.add('read');
      line.textContent = spot.text;
    }
  };
  const over = (event: Event): boolean => {
    const index = spots.findIndex((spot) => spot.element === event.target);
    tell(index);
    return index >= 0;
  };
  picture.addEventListener('pointerover', over);
  picture.addEventListener('click', (event) => {
    if (over(event)) {
      spots[at]?.open?.();
    }
  });
  picture.addEventListener('keydown', (event) => {
    const step = { ArrowRight: steps.along, ArrowLeft: -steps.along, ArrowDown: steps.across, ArrowUp: -steps.across }[event.key];
    if (step !== undefined && spots.length > 0) {
      event.preventDefault();
      const next = at < 0 ? (step > 0 ? 0 : spots.length - 1) : at + step;
      tell(Math.max(0, Math.min(spots.length - 1, next)));
    } else if (event.key === 'Enter') {
      spots[at]?.open?.();
    }
  });
  picture.tabIndex = 0;
  return line;
}

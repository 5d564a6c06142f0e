import { h } from '../dom';
import type { Drawing } from './card';
import { readable, type Spot } from './readout';

/** What a plot is drawn as at a width: its picture, and what can be read in it. */
export interface Plotted {
  drawing: SVGElement;
  spots: readonly Spot[];
}

/** Until it is known how wide the place is. */
const usualWidth = 640;

/** Draws a plot at the very width it has, so that its words keep their size on a phone and on a wide screen. */
export function plot(name: string, hint: string, make: (width: number) => Plotted, legend: HTMLElement | null = null): Drawing {
  const picture = h('div', { class: 'plot-of', role: 'group', 'aria-label': name });
  const spots: Spot[] = [];
  let wide = 0;
  const draw = (): void => {
    const width = picture.clientWidth || usualWidth;
    if (width !== wide) {
      wide = width;
      const made = make(width);
      picture.replaceChildren(made.drawing);
      spots.splice(0, spots.length, ...made.spots);
    }
  };
  draw();
  // In the next frame: what is drawn may change the height of what is observed.
  new ResizeObserver(() => picture.clientWidth > 0 && requestAnimationFrame(draw)).observe(picture);
  return { element: h('div', {}, legend, picture, readable(picture, spots, hint)), draw };
}

import { h } from './dom';
import { day } from './format';
import { choose, read } from './route';

export const ranges = [7, 30, 90, 365] as const;
export type Range = (typeof ranges)[number];
const usual: Range = 30;

/** Over how many days the page speaks, as the address says it. */
export function range(): Range {
  const wanted = Number(read().options.get('range'));
  return ranges.find((one) => one === wanted) ?? usual;
}

/** Links inside the page keep the range that was chosen. */
export function keepRangeInLinks(): void {
  document.addEventListener(
    'click',
    (event) => {
      const anchor = event.target instanceof Element ? event.target.closest('a') : null;
      const target = anchor?.getAttribute('href') ?? '';
      if (anchor && target.startsWith('#') && range() !== usual && !target.includes('range=')) {
        anchor.setAttribute('href', `${target}${target.includes('?') ? '&' : '?'}range=${range()}`);
        setTimeout(() => anchor.setAttribute('href', target));
      }
    },
    { capture: true },
  );
}

/** Whether a range reaches back before anything was known. */
export function isPartial(days: number, since: number | null, now: number): boolean {
  return since === null || since > now - days * 86_400_000;
}

/** The four ranges as buttons; one that is not complete says so, and since when anything is known. */
export function rangeControl(since: number | null, now: number): { element: HTMLElement; show: () => void } {
  const note = h('p', { class: 'facts range-note', role: 'status' });
  const buttons = ranges.map((days) => {
    const partial = isPartial(days, since, now);
    const pick = (): void => choose('range', days === usual ? '' : String(days));
    return h(
      'button',
      { type: 'button', class: partial ? 'part partial' : 'part', 'data-range': days, onclick: pick },
      `${days} days`,
      partial && h('span', { class: 'hidden' }, ', not complete'),
    );
  });
  const show = (): void => {
    const chosen = range();
    for (const button of buttons) {
      button.setAttribute('aria-pressed', String(Number(button.dataset['range']) === chosen));
    }

    note.hidden = !isPartial(chosen, since, now);
    note.textContent = since === null ? 'Nothing has been counted yet.' : `Not complete: anything is known only since ${day(since)}.`;
  };
  return { element: h('div', { class: 'range' }, h('div', { class: 'parts-of', role: 'group', 'aria-label': 'Over how many days' }, ...buttons), note), show };
}

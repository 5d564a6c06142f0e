import { h } from './dom';

/** A word with its one definition; the program writes them, the page has none of its own. */
export interface Term {
  key: string;
  name: string;
  meaning: string;
  window: string;
  source: string;
}

const known = new Map<string, Term>();
const box = h('div', { id: 'explanation', class: 'explanation', role: 'tooltip', hidden: true });
let shownFor: HTMLElement | null = null;
let leaving = 0;

export function learn(terms: readonly Term[]): void {
  terms.forEach((term) => known.set(term.key, term));
  document.body.append(box);
  box.addEventListener('pointerenter', () => clearTimeout(leaving));
  box.addEventListener('pointerleave', hide);
  addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  addEventListener('scroll', hide, { capture: true, passive: true });
}

function hide(): void {
  clearTimeout(leaving);
  box.hidden = true;
  shownFor?.removeAttribute('aria-describedby');
  shownFor = null;
}

function show(trigger: HTMLElement, term: Term): void {
  hide();
  box.replaceChildren(
    h('strong', {}, term.name),
    h('span', {}, term.meaning),
    h('span', { class: 'facts' }, [term.window, term.source].filter((part) => part !== '–').join(' · ')),
  );
  box.hidden = false;
  const place = trigger.getBoundingClientRect();
  const width = Math.min(360, innerWidth - 16);
  box.style.width = `${width}px`;
  box.style.left = `${Math.max(8, Math.min(place.left, innerWidth - width - 8))}px`;
  const below = place.bottom + 6;
  box.style.top = `${below + box.offsetHeight < innerHeight ? below : Math.max(8, place.top - box.offsetHeight - 6)}px`;
  trigger.setAttribute('aria-describedby', box.id);
  shownFor = trigger;
}

/** Explains something that can be focused: on hover, on focus and on a tap. */
export function explain<T extends HTMLElement>(trigger: T, key: string): T {
  const term = known.get(key);
  if (term) {
    const open = (): void => show(trigger, term);
    trigger.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && open());
    trigger.addEventListener('pointerleave', () => {
      leaving = window.setTimeout(hide, 150);
    });
    trigger.addEventListener('focus', open);
    trigger.addEventListener('click', open);
    trigger.addEventListener('blur', hide);
  }

  return trigger;
}

/** A word that explains itself; plain text where there is no definition. */
export function word(key: string, text?: string): HTMLElement {
  const term = known.get(key);
  const said = text ?? term?.name ?? key;
  return term ? explain(h('button', { type: 'button', class: 'word' }, said), key) : h('span', {}, said);
}

/** All the words of a view at its end, for whoever cannot hover and for paper. */
export function wordList(keys: readonly string[]): HTMLElement {
  const terms = keys.map((key) => known.get(key)).filter((term): term is Term => term !== undefined);
  return h(
    'details',
    { class: 'words' },
    h('summary', {}, 'What these words mean'),
    h('dl', {}, ...terms.flatMap((term) => [h('dt', {}, term.name), h('dd', {}, term.meaning)])),
  );
}

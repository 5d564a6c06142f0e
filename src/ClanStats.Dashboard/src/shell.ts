import { showAge } from './age';
import { redraw } from './charts/card';
import { byId, h } from './dom';
import { link, read } from './route';
import { themeSwitch } from './theme';

export interface View {
  key: string;
  title: string;
  /** Built when it is first looked at. The first view is the part that stands in the page already. */
  build: (() => HTMLElement) | null;
  /** False for a view that is reached from others, not from the navigation. */
  listed?: boolean;
  /** The view of the navigation it belongs to, where it is not one itself. */
  under?: string;
}

/** Says what is wrong, above everything, in words; never a blank page, never a page that looks well. */
export function sayBroken(text: string): void {
  const place = byId('trouble');
  if (place) {
    place.replaceChildren(h('strong', {}, 'This page is not complete. '), text, ' What stands below was written with the page; take a new copy of the file.');
    place.hidden = false;
  }
}

export function watchForFaults(): void {
  addEventListener('error', (event) => sayBroken(`Something in it failed: ${event.message}.`));
}

/** Paper cannot be unfolded: what words mean and what limits a list are open while it is printed. */
function unfoldForPaper(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('.view:not([hidden]) details.words:not([open]):is(:has(> dl), :has(> .notes))')];
    opened.forEach((details) => (details.open = true));
  });
  addEventListener('afterprint', () => opened.forEach((details) => (details.open = false)));
}

/** The view and the member that were shown last: what only changes the view's own settings moves nothing. */
let shown = '';

function show(views: readonly View[], places: ReadonlyMap<string, HTMLElement>, links: ReadonlyMap<string, HTMLElement>, moved: boolean): void {
  const wanted = read().view;
  const view = views.find((one) => one.key === wanted) ?? views[0];
  if (!view) {
    return;
  }

  for (const [key, place] of places) {
    place.hidden = key !== view.key;
  }

  for (const [key, anchor] of links) {
    if (key === (view.under ?? view.key)) {
      anchor.setAttribute('aria-current', 'page');
    } else {
      anchor.removeAttribute('aria-current');
    }
  }

  const place = places.get(view.key);
  if (place && view.build && place.dataset['built'] !== 'yes') {
    place.dataset['built'] = 'yes';
    place.append(view.build());
  }

  const where = `${view.key}/${read().rest}`;
  if (moved && where !== shown) {
    scrollTo(0, 0);
    place?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  shown = where;
}

/** Puts navigation above and the views below what the program wrote into the page. */
export function openPage(views: readonly View[], dataAsOf: number | null, more: readonly HTMLElement[] = []): void {
  const main = byId('main');
  const tools = byId('tools');
  const first = byId('view-today');
  if (!main || !tools || !first) {
    sayBroken('Its frame is missing.');
    return;
  }

  unfoldForPaper();
  showAge(dataAsOf, Date.now());
  setInterval(() => showAge(dataAsOf, Date.now()), 60_000);
  const places = new Map<string, HTMLElement>();
  const links = new Map<string, HTMLElement>();
  for (const view of views) {
    const place = view.build === null ? first : h('section', { class: 'view', id: `view-${view.key}`, hidden: true }, h('h2', { tabindex: -1 }, view.title));
    places.set(view.key, place);
    if (view.listed !== false) {
      links.set(view.key, h('a', { href: link(view.key) }, view.title));
    }

    main.append(place);
  }

  tools.append(h('nav', { 'aria-label': 'Parts of this page' }, ...links.values()), h('div', { class: 'own' }, ...more, themeSwitch(redraw)));
  addEventListener('hashchange', () => show(views, places, links, true));
  show(views, places, links, false);
}

/** What is shown, as the address's fragment says it: "#members?q=wick&sort=xp30". */
export interface Route {
  view: string;
  options: URLSearchParams;
}

export function read(): Route {
  const text = location.hash.replace(/^#/, '');
  const cut = text.indexOf('?');
  return cut < 0
    ? { view: text, options: new URLSearchParams() }
    : { view: text.slice(0, cut), options: new URLSearchParams(text.slice(cut + 1)) };
}

export function link(view: string, options: Record<string, string> = {}): string {
  const text = new URLSearchParams(options).toString();
  return text === '' ? `#${view}` : `#${view}?${text}`;
}

/** Keeps what a view is set to, without a new step for the back button. Empty values are left out. */
export function keep(view: string, options: Record<string, string>): void {
  const set = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ''));
  try {
    history.replaceState(null, '', link(view, set));
  } catch {
    // Some browsers forbid this for files; the page works without it.
  }
}

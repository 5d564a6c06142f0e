/** What is shown, as the address's fragment says it: "#members?q=wick&sort=xp", "#/member/12?range=90". */
export interface Route {
  view: string;
  /** What stands behind the view's name: the member's number. */
  rest: string;
  options: URLSearchParams;
}


export function read(): Route {
  const text = location.hash.replace(/^#\/?/, '');
  const cut = text.indexOf('?');
  const path = cut < 0 ? text : text.slice(0, cut);
  const [view = '', rest = ''] = path.split('/');
  return { view, rest, options: new URLSearchParams(cut < 0 ? '' : text.slice(cut + 1)) };
}

export function link(view: string, options: Record<string, string> = {}): string {
  const text = new URLSearchParams(options).toString();
  const path = view.includes('/') ? `#/${view}` : `#${view}`;
  return text === '' ? path : `${path}?${text}`;
}

function set(options: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ''));
}

/** Keeps what a view is set to, without a new step for the back button. Empty values are left out. */
export function keep(view: string, options: Record<string, string>): void {
  try {
    history.replaceState(null, '', link(view, set(options)));
  } catch {
    // Some browsers forbid this for files; the page works without it.
  }
}

/** Sets one option of what is shown, as a step the back button takes back. */
export function choose(name: string, value: string): void {
  const { view, rest, options } = read();
  const path = rest === '' ? view || 'today' : `${view}/${rest}`;
  location.hash = link(path, set({ ...Object.fromEntries(options), [name]: value }));
}

/** Tells a view what the address says, now and whenever it changes while the view is shown. */
export function follow(view: string, told: (route: Route) => void): void {
  const tell = (): void => {
    const route = read();
    if (route.view === view) {
      told(route);
    }
  };
  addEventListener('hashchange', tell);
  tell();
}

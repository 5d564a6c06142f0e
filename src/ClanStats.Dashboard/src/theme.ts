import { h } from './dom';

const key = 'clanstats-theme';
const choices = ['auto', 'light', 'dark'] as const;
type Theme = (typeof choices)[number];

const labels: Record<Theme, string> = { auto: 'Theme: auto', light: 'Theme: light', dark: 'Theme: dark' };
const hints: Record<Theme, string> = { auto: 'As the device has it', light: 'Always light', dark: 'Always dark' };

function stored(): Theme {
  try {
    const value = localStorage.getItem(key);
    return choices.find((choice) => choice === value) ?? 'auto';
  } catch {
    return 'auto';
  }
}

function store(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Storage may be closed to files; the choice then lasts as long as the page is open.
  }
}

/** The switch between the device's theme, light and dark. Whoever drew in colours is told when they change. */
export function themeSwitch(changed: () => void): HTMLElement {
  let theme = stored();
  const button = h('button', { type: 'button', class: 'theme' });
  const apply = (): void => {
    document.documentElement.dataset['theme'] = theme;
    button.textContent = labels[theme];
    button.title = hints[theme];
  };
  button.addEventListener('click', () => {
    theme = choices[(choices.indexOf(theme) + 1) % choices.length] ?? 'auto';
    store(theme);
    apply();
    changed();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  apply();
  return button;
}

/** The page's font, which charts need by name to measure their labels. */
export function font(): string {
  return getComputedStyle(document.body).fontFamily;
}

/** A colour of the page as it is now. */
export function colour(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim();
}

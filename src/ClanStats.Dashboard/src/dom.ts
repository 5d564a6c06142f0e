type Child = Node | string | null | undefined | false;

interface Attributes {
  [name: string]: string | number | boolean | null | undefined | ((event: Event) => void);
}

/**
 * Makes an element. Children that are strings become text, never markup: names come from players and may hold anything.
 * A function is a listener ("onclick"); true is an empty attribute; false, null and undefined leave it out.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }

  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }

  return element;
}

/** A player's name: isolated, so that right-to-left marks inside it cannot reorder what stands around it. */
export function nameOf(text: string, attributes: Attributes = {}): HTMLElement {
  return h('bdi', { class: 'name', ...attributes }, text);
}

/** Sets a custom property; the page's policy forbids style attributes, not the object model. */
export function withVariable<T extends HTMLElement>(element: T, name: string, value: string): T {
  element.style.setProperty(name, value);
  return element;
}

export function byId(id: string): HTMLElement | null {
  return document.getElementById(id);
}

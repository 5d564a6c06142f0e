import { h } from './dom';

/** Where the clipboard is closed to files, the old way still works. */
function copyTheOldWay(text: string): boolean {
  const field = h('textarea', { class: 'hidden', readonly: true });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}

/** Copies the address with everything the page is set to. */
export function copyLink(): HTMLElement {
  const button = h('button', { type: 'button', class: 'theme' }, 'Copy link');
  const said = h('span', { class: 'hidden', role: 'status' });
  const tell = (done: boolean): void => {
    button.textContent = done ? 'Link copied' : 'Copy failed';
    said.textContent = done ? 'The link is copied.' : 'The link could not be copied; it stands in the address line.';
    setTimeout(() => {
      button.textContent = 'Copy link';
      said.textContent = '';
    }, 2000);
  };
  button.addEventListener('click', () => {
    navigator.clipboard?.writeText(location.href).then(() => tell(true), () => tell(copyTheOldWay(location.href))) ?? tell(copyTheOldWay(location.href));
  });
  return h('span', {}, button, said);
}

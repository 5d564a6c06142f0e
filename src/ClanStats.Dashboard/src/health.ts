import { h, nameOf } from './dom';
import { ago, day, exact, moment, plural, startOf } from './format';
import type { Group, OfficersData, Source, Sum } from './officersData';

function dayStrip(days: readonly string[], source: Source): HTMLElement {
  const missing = new Set(source.missing);
  return h(
    'div',
    { class: 'strip', role: 'img', 'aria-label': `${days.length} days: ${plural(source.missing.length, 'day is', 'days are')} missing` },
    ...days.map((one) => h('span', { class: missing.has(one) ? 'gap' : 'full', title: `${day(startOf(one))}: ${missing.has(one) ? 'missing' : 'complete'}` })),
  );
}

function sourceCard(source: Source, days: readonly string[], now: number): HTMLElement {
  if (!source.connected) {
    return h('article', { class: 'card' }, h('h3', {}, source.title), h('p', { class: 'answer' }, 'Not connected. Its numbers are missing everywhere, not zero.'));
  }

  const last = source.lastRead === null ? 'It has never been read completely.' : `Last read completely ${ago(source.lastRead, now)}, ${moment(source.lastRead)}.`;
  const since = source.since === null ? '' : ` Complete since ${day(source.since)}.`;
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, source.title),
    h('p', { class: 'answer' }, last, since),
    dayStrip(days, source),
    h('p', { class: 'facts' }, source.missing.length === 0 ? `None of the last ${days.length} days is missing.` : `Missing: ${source.missing.map((one) => day(startOf(one))).join(', ')}.`),
    source.failures.length === 0 ? null : h('ul', { class: 'notes' }, ...source.failures.map((failure) => h('li', {}, failure))),
  );
}

function group(part: Group): HTMLElement {
  const head = `${exact(part.count)} ${part.label}`;
  return part.names.length === 0
    ? h('li', {}, head)
    : h('li', {}, h('details', {}, h('summary', {}, head), h('p', { class: 'names' }, ...part.names.flatMap((name, index) => [index === 0 ? '' : ', ', nameOf(name)]))));
}

function sumCard(sum: Sum): HTMLElement {
  const parts = sum.parts.reduce((total, part) => total + part.count, 0);
  const right = parts === sum.total;
  return h(
    'article',
    { class: 'card' },
    h('h3', {}, `${exact(sum.total)} ${sum.label}`),
    h(
      'p',
      { class: `verdict-line ${right ? 'good' : 'act'}` },
      h('span', { 'aria-hidden': 'true' }, right ? '●' : '■'),
      right ? ' The numbers add up.' : ` The numbers do not add up: the parts make ${exact(parts)}. Please report this.`,
    ),
    h('ul', { class: 'parts' }, ...sum.parts.map(group)),
  );
}

/** Whether the page can be trusted: what was read, what is missing, and that nobody is counted twice or lost. */
export function healthView(data: OfficersData, now: number): HTMLElement {
  return h(
    'div',
    { class: 'pair' },
    ...data.sources.map((source) => sourceCard(source, data.days, now)),
    ...data.sums.map(sumCard),
    h('p', { class: 'facts wide' }, `Written ${moment(data.writtenAt)}.`),
  );
}

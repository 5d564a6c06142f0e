import { h, nameOf } from './dom';
import type { Member, OfficersData } from './officersData';
import { link } from './route';

const roster = new Map<number, Member>();

/** Learns who is on the roster, so that every view can link to a member by number. */
export function learnPeople(data: OfficersData): void {
  data.members.forEach((member) => roster.set(member.id, member));
}

export function memberOf(id: number): Member | undefined {
  return roster.get(id);
}

/** A name that opens its member; plain for somebody who is not on the roster. */
export function person(id: number, name?: string): HTMLElement {
  const known = roster.get(id);
  const said = nameOf(known?.name ?? name ?? `member ${id}`);
  return known ? h('a', { href: link(`member/${id}`), class: 'to-person' }, said) : said;
}

/** Names in a row of text, each a link; names with commas stay whole because each is isolated. */
export function people(ids: readonly number[]): HTMLElement {
  return h('ul', { class: 'names-list' }, ...ids.map((id) => h('li', {}, person(id))));
}

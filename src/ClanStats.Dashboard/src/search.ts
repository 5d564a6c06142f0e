/** Names are compared without their case and separators, as players type them: "jo hn" finds "Jo_Hn". */
function folded(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '');
}

/** Whether a name holds what was typed; nothing typed, or only blanks, is held by every name. */
export function answersTo(name: string, typed: string): boolean {
  return typed.trim() === '' || name.toLowerCase().includes(typed.trim().toLowerCase()) || (folded(typed) !== '' && folded(name).includes(folded(typed)));
}

import { byId } from './dom';
import { ago } from './format';

/** From worst to best, so that the smaller index wins. */
const states = ['act', 'watch', 'good'] as const;
type State = (typeof states)[number];

const words: Record<State, string> = { good: 'Good', watch: 'Watch', act: 'Act' };
const shapes: Record<State, string> = { good: '●', watch: '▲', act: '■' };

/** The same ages by which the program judges its sources: a night late, and two nights missed. */
const watchAfterHours = 30;
const actAfterHours = 54;

function stateOfAge(hours: number): State {
  if (hours >= actAfterHours) {
    return 'act';
  }

  return hours >= watchAfterHours ? 'watch' : 'good';
}

/**
 * Says how old the data is at the moment of reading. The page was judged when it was written; age can only make that worse, so a job that
 * died is seen by whoever opens the page.
 */
export function showAge(dataAsOf: number | null, now: number): void {
  const line = byId('freshness');
  const age = byId('age');
  if (!line || !age || dataAsOf === null) {
    return;
  }

  age.textContent = `, ${ago(dataAsOf, now)}`;
  const written = states.indexOf(line.dataset['state'] as State);
  const aged = states.indexOf(stateOfAge((now - dataAsOf) / 3_600_000));
  const state = states[Math.min(written < 0 ? aged : written, aged)] ?? 'act';
  line.dataset['state'] = state;
  const mark = byId('freshness-mark');
  const word = byId('freshness-word');
  if (mark && word) {
    mark.textContent = shapes[state];
    word.textContent = words[state];
  }
}

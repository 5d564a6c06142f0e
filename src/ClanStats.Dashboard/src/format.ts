const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const hour = 3_600_000;

export const noData = '–';

/** Every digit: 1,204,331. */
export function exact(value: number): string {
  return whole.format(value);
}

/** With so many places behind the point: 1,821.8. */
export function decimal(value: number, places = 1): string {
  return value.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** As people say it: 12.4 M, 318 k; below ten thousand every digit. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 999_950_000) {
    return `${oneDecimal.format(value / 1e9)} B`;
  }

  if (size >= 999_500) {
    return `${oneDecimal.format(value / 1e6)} M`;
  }

  return size >= 10_000 ? `${whole.format(value / 1e3)} k` : whole.format(value);
}

/** For axes, whose steps are round: 50 M, not 50.0 M. */
export function round(value: number): string {
  return short(value).replace('.0 ', ' ');
}

/** 20 Nov 2026. */
export function day(milliseconds: number): string {
  return `${dayOfMonth(milliseconds)} ${new Date(milliseconds).getUTCFullYear()}`;
}

/** 20 Nov, where the year is plain. */
export function dayOfMonth(milliseconds: number): string {
  const date = new Date(milliseconds);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''}`;
}

/** 2026-11-20 03:12 UTC, as every output of the program writes a moment. */
export function moment(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The first millisecond of a UTC day written as yyyy-MM-dd. */
export function startOf(isoDay: string): number {
  return Date.parse(`${isoDay}T00:00:00Z`);
}

/** "4 h ago"; times ahead of this device's clock count as now. */
export function ago(milliseconds: number, now: number): string {
  const hours = Math.max(0, now - milliseconds) / hour;
  if (hours < 1) {
    return 'less than 1 h ago';
  }

  return hours < 48 ? `${Math.floor(hours)} h ago` : `${Math.floor(hours / 24)} days ago`;
}

export function plural(count: number, one: string, many: string): string {
  return `${exact(count)} ${count === 1 ? one : many}`;
}

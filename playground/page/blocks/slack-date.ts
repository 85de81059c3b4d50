import { dayLabel, formatTime, toLocalDateTime } from '../session/times.ts';

/** Slack's date tokens as en-US formats. */
const tokens: { readonly [token: string]: Intl.DateTimeFormatOptions } = {
  date: { month: 'long', day: 'numeric', year: 'numeric' },
  date_long: { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' },
  date_long_full: { month: 'long', day: 'numeric', year: 'numeric' },
  date_short: { month: 'short', day: 'numeric', year: 'numeric' },
  date_slash: { month: '2-digit', day: '2-digit', year: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/** Tokens that become `Today`, `Yesterday` or `Tomorrow`, else the format without `_pretty`. */
const pretty = /^(date|date_long|date_short)_pretty$/;

/** Formats a `<!date^…>` in the time zone `tz`; `timestamp` is in seconds, `now` in ms. */
export function slackDate(timestamp: number, format: string, tz: string, now: number): string {
  const at = timestamp * 1000;
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => {
    if (token === 'date_num') return toLocalDateTime(at, tz).slice(0, 10);
    if (token === 'ago') return ago(now - at);
    if (token === 'day_divider_pretty') return dayLabel(at, now, tz);
    const relative = dayLabel(at, now, tz);
    const base = pretty.exec(token)?.[1];
    if (base && /^(Today|Yesterday|Tomorrow)$/.test(relative)) return relative;
    const options = tokens[base ?? token];
    return options ? formatTime(at, tz, options) : whole;
  });
}

const units = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

function ago(ms: number): string {
  const seconds = Math.abs(ms) / 1000;
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? (['second', 1] as const);
  const count = Math.floor(seconds / size);
  const amount = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return ms < 0 ? `in ${amount}` : `${amount} ago`;
}

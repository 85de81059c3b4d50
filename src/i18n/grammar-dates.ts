/** What is read as dates from the start; in a plan a number is a part of its time. */
const dates: ReadonlySet<string> = new Set(['dates', 'pause', 'skip']);
export const isDates = (scope: string): boolean => dates.has(scope);

/** Whether dates follow this word behind `tips`. */
export const beginsDates = (word: string): boolean =>
  /^(?:days off|off|pause|skip|until|without|delete)$/.test(word);

const dayOfMonth = /^\d{1,2}$/;
const slashDate = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?(?![\d/])/;
const longestDate = 12;

/** A day of a month. */
export const isDay = (word = ''): boolean => dayOfMonth.test(word);

/** `24/12` with the dots that always mean that the day comes first. */
export function dateAt(text: string, start: number) {
  const found = slashDate.exec(text.slice(start, start + longestDate));
  if (!found) return undefined;
  const [whole, day, month, year = ''] = found;
  return { dotted: `${day}.${month}.${year}`, length: whole.length };
}

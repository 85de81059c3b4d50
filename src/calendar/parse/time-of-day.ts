import { type Found, found, notFound } from './parse-result.ts';

const named = new Map([
  ['noon', '12:00'],
  ['midday', '12:00'],
  ['midnight', '00:00'],
]);

/** `9`, `9:30`, `09.30`, `9h30`, `21h`, `930`, with am or pm or without. */
const clock =
  /^(?<hours>\d{1,2})(?:(?:\s?[:.h]\s?)(?<minutes>\d{1,2})?|(?<bare>\d\d))?\s?(?<half>[ap]\.?m?\.?|o['’]?clock)?$/i;

/** The time that somebody typed, as `HH:MM` of a day of 24 hours; or how it may be written, where that can be told. */
export function findTimeOfDay(text: string): Found<string> {
  const typed = text.trim().toLowerCase();
  const name = named.get(typed);
  if (name) return found(name);
  const { hours, minutes, bare, half = '' } = clock.exec(typed)?.groups ?? {};
  if (hours === undefined) return notFound();
  if (/[:.]$/.test(typed) && !half) return notFound(...readings(hours, '0').slice(0, 1));
  // Nobody can tell whether 9:3 lost its first digit or its last.
  if (minutes?.length === 1) return notFound(...readings(hours, minutes));
  const minute = Number(minutes ?? bare ?? 0);
  const hour = Number(hours);
  if (minute > 59) return hour < 24 ? notFound(timeOf(hour, 0)) : notFound();
  if (/^[ap]/.test(half)) return halfDay(hour, minute, half.startsWith('p'));
  if (hour === 24) return notFound(timeOf(0, minute));
  return hour > 24 ? notFound() : found(timeOf(hour, minute));
}

function halfDay(hour: number, minute: number, afternoon: boolean): Found<string> {
  if (hour > 24) return notFound();
  // 13 pm is wrong, but nobody doubts what it means; 15 am may be anything.
  if (hour > 12 || hour === 0)
    return afternoon || hour === 0 ? notFound(timeOf(hour % 24, minute)) : notFound();
  return found(timeOf((hour % 12) + (afternoon ? 12 : 0), minute));
}

function readings(hours: string, minute: string): string[] {
  if (Number(hours) > 23) return [];
  return [`0${minute}`, `${minute}0`]
    .filter((minutes) => Number(minutes) < 60)
    .map((minutes) => timeOf(Number(hours), Number(minutes)));
}

function timeOf(hour: number, minute: number): string {
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

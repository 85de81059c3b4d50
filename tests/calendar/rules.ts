import fc from 'fast-check';
import { ruleSchema, type Weekday } from '../../src/calendar/rule.ts';

/**
 * Zones of all kinds: offsets of half and quarter hours, both hemispheres, clock changes at
 * midnight, recently changed rules.
 */
export const zones = `
  UTC Europe/Lisbon Europe/London Europe/Dublin Europe/Berlin Europe/Kyiv Europe/Istanbul
  Europe/Moscow Europe/Volgograd Africa/Cairo Africa/Casablanca Africa/El_Aaiun Africa/Juba
  Africa/Khartoum Africa/Lagos Africa/Windhoek Africa/Johannesburg Asia/Amman Asia/Beirut
  Asia/Damascus Asia/Dhaka Asia/Gaza Asia/Jerusalem Asia/Kabul Asia/Kathmandu Asia/Kolkata
  Asia/Pyongyang Asia/Qyzylorda Asia/Shanghai Asia/Tehran Asia/Tokyo Asia/Yangon America/Anchorage
  America/Asuncion America/Bogota America/Chicago America/Chihuahua America/Godthab America/Havana
  America/Los_Angeles America/Mexico_City America/New_York America/Phoenix America/Santiago
  America/Sao_Paulo America/Scoresbysund America/St_Johns America/Argentina/Buenos_Aires
  Antarctica/Troll Atlantic/Azores Australia/Adelaide Australia/Eucla Australia/Lord_Howe
  Australia/Sydney Pacific/Apia Pacific/Auckland Pacific/Chatham Pacific/Easter Pacific/Fiji
  Pacific/Honolulu Pacific/Kiritimati Pacific/Marquesas Pacific/Norfolk Pacific/Tongatapu
`
  .trim()
  .split(/\s+/);

const minute = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((of) => {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(of / 60))}:${two(of % 60)}`;
});

const day = fc
  .integer({ min: 0, max: 3650 })
  .map((days) => Temporal.PlainDate.from('2019-06-01').add({ days }).toString());

/** All kinds of rules that have an occurrence within a year. */
export const rules = fc
  .record({
    time: fc.oneof(minute, fc.constantFrom('00:00', '00:30', '01:30', '02:15', '02:30', '23:59')),
    days: fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }),
    zone: fc.constantFrom(...zones),
    daysOff: fc.uniqueArray(day, { maxLength: 20 }),
  })
  .map((parts) => ruleSchema.parse(parts));

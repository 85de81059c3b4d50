import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarFormat } from '../../../../src/calendar/calendar-format.ts';
import { zoneNames } from '../../../../src/calendar/parse/zone-names.ts';
import { parseZone, zoneText } from '../../../../src/calendar/parse/zones.ts';
import type { Weekday } from '../../../../src/calendar/rule.ts';
import { grammarsFor } from '../../../../src/content/grammars.ts';
import { daysText, typedDays } from '../../../../src/features/tips/days-text.ts';
import { parseDaysOff, parsePause } from '../../../../src/features/tips/parse/parse-dates.ts';
import { parseTips } from '../../../../src/features/tips/parse/parse-tips.ts';
import { newPlan } from '../../../../src/features/tips/plan.ts';
import { ruleLine } from '../../../../src/features/tips/status.ts';
import { catalogue } from '../../../../src/i18n/catalogue.ts';
import { readMessages } from '../../../../src/i18n/read-messages.ts';
import { normalizeTyped } from '../../../../src/text/normalize.ts';
import { filesIn } from '../../../content/files.ts';
import { germanFiles } from '../../../content/german.ts';
import { grammarsIn } from '../../../i18n/grammars.ts';

const today = '2026-12-02';
const days = fc
  .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
  .map((all) => all.sort((a, b) => a - b) as Weekday[]);
/** Within two years, and more than a day ahead. */
const date = fc
  .integer({ min: 2, max: 729 })
  .map((ahead) => Temporal.PlainDate.from(today).add({ days: ahead }).toString());
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const zones = [...zoneNames().plainIds.values()];
const zone = fc.constantFrom(...zones);

const languages = (
  [
    ['prompts', 'en', filesIn('en').get('words.yml')],
    ['prompts', 'es', filesIn('es').get('words.yml')],
    ['tests/content/languages', 'de', germanFiles['words.yml']],
  ] as const
).map(([root, language, texts = '']) => {
  const words = catalogue(readMessages('words.yml', [texts]), language);
  const [grammar] = grammarsFor(language, grammarsIn([root], [language]));
  const read = (scope: 'tips' | 'dates' | 'zone', text: string) =>
    grammar.read(scope, normalizeTyped(text)).text;
  return { language, words, grammar, read };
});

describe.each(languages)('what is shown in $language', ({ language, words, grammar, read }) => {
  const calendar = calendarFormat(language);
  const unknown = { today, findSkill: () => ({ nearest: [] }), findPlace: () => ({ nearest: [] }) };

  test('is read back as the same rule', () => {
    fc.assert(
      fc.property(time, days, zone, (at, on, where) => {
        const plan = newPlan({ id: 'C1', name: 'general', owner: 'U1', zone: where });
        const rule = { ...plan.rule, time: at, days: on };
        const line = ruleLine({ words, language, grammars: [grammar] }, { ...plan, rule });
        expect(parseTips(read('tips', line), unknown), line).toMatchObject({
          kind: 'on',
          time: at,
          days: on,
          zone: where,
        });
      }),
    );
  });

  test('is read back as the same time zone, of every one', () => {
    for (const id of zones) {
      const shown = zoneText(id, grammar);
      expect(parseZone(read('zone', shown)), shown).toEqual({ value: id });
      if (language !== 'de') expect(shown).not.toMatch(/[/_]/);
    }
  });

  test('is read back as the same date, of a pause and of days off', () => {
    fc.assert(
      fc.property(date, (day) => {
        const shown = read('dates', calendar.date(day, today));
        expect(parsePause(shown, today), shown).toEqual({ kind: 'pause', until: day });
        expect(parseDaysOff(shown, today), shown).toEqual({ kind: 'days-off', dates: [day] });
      }),
    );
  });

  test('is read back as the same days, with ranges', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 20 }), date, (first, more, other) => {
        const begin = Temporal.PlainDate.from(first);
        const run = Array.from({ length: more + 1 }, (_, ahead) =>
          begin.add({ days: ahead }).toString(),
        ).filter((day) => day < '2028-12-01');
        const dates = [...new Set([...run, other])].sort((a, b) => a.localeCompare(b));
        const typed = typedDays(dates);
        const shown = calendar.list(daysText({ words, language }, dates, { today }));
        for (const text of [shown, typed])
          expect(parseDaysOff(read('dates', text), today), text).toEqual({
            kind: 'days-off',
            dates,
          });
      }),
    );
  });

  test('is read back as the same list of dates', () => {
    fc.assert(
      fc.property(fc.uniqueArray(date, { minLength: 1, maxLength: 5 }), (all) => {
        const dates = all.toSorted((a, b) => a.localeCompare(b));
        const shown = calendar.list(dates.map((day) => calendar.date(day, today)));
        expect(parseDaysOff(read('dates', shown), today), shown).toEqual({
          kind: 'days-off',
          dates,
        });
      }),
    );
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadHolidays } from '../../src/calendar/holidays.ts';
import { parseDateRange } from '../../src/calendar/parse/date-ranges.ts';
import { parseDate } from '../../src/calendar/parse/dates.ts';
import { parseTimeOfDay } from '../../src/calendar/parse/time-of-day.ts';
import { parseWeekdays } from '../../src/calendar/parse/weekdays.ts';
import { parseZone } from '../../src/calendar/parse/zones.ts';
import { findUnnamed } from '../../src/features/shoutouts/give/lookup.ts';
import { validateDraft } from '../../src/features/shoutouts/give/validate.ts';
import { parseShoutout } from '../../src/features/shoutouts/parse/parse-shoutout.ts';
import { parseRecap } from '../../src/features/shoutouts/recap/parse-recap.ts';
import { csvLine, exportRow } from '../../src/features/shoutouts/records/export.ts';
import { cleanText } from '../../src/features/shoutouts/text/clean-text.ts';
import { findCustomerData } from '../../src/features/shoutouts/text/customer-data.ts';
import { neutralize } from '../../src/features/shoutouts/text/neutralize.ts';
import { readPlanForm } from '../../src/features/tips/form/read-form.ts';
import { barePlan } from '../../src/features/tips/parse/bare-plan.ts';
import { asksForHolidays, parseTips } from '../../src/features/tips/parse/parse-tips.ts';
import { newPlan } from '../../src/features/tips/plan.ts';
import { careCommand } from '../../src/slack/router/care-command.ts';
import { typedText } from '../../src/slack/ui/mrkdwn.ts';
import { emojiSpans } from '../../src/text/emoji.ts';
import { nearestNames } from '../../src/text/nearest-names.ts';
import { normalizeTyped } from '../../src/text/normalize.ts';
import { naming } from '../features/shoutouts/parse/typed.ts';
import { aShoutout } from '../features/shoutouts/records/kept.ts';
import { grammars, spanish } from '../i18n/grammars.ts';
import { realQuestions } from '../search/question-sets.ts';
import { ownContent } from '../stories/extra-mile.ts';

const holidays = await loadHolidays();
const today = '2026-12-02';
const now = Date.UTC(2026, 11, 2);
const plan = newPlan({ id: 'C1', name: 'general', owner: 'U1', zone: 'Europe/Lisbon' });
const { library } = ownContent;

const tips = (text: string) =>
  parseTips(text, {
    today,
    findSkill: (name) => {
      const found = library.search(name);
      return found.kind === 'entry' ? { value: found.entry.id } : { nearest: [] };
    },
    findPlace: holidays.parsePlace,
  });
const careWith = (search: (text: string) => string) =>
  careCommand(
    [
      {
        care: {
          tips: ({ readings }) => void readings.map(({ text }) => tips(text)),
          help: () => undefined,
        },
        hint: barePlan({ content: () => ownContent, clock: { now: () => now } }),
      },
    ],
    ({ text, suggest }) => ({ text: `${search(text)} ${suggest?.().hint}`, blocks: [] }),
    () => grammars,
  );
const care = careWith((text) => library.search(text).kind);
const command = { workspace: 'T1', user: 'U1', channel: 'C1', dedupeKey: '1' };
const anybody = {
  isBot: false,
  isDeactivated: false,
  isStranger: false,
  isGuest: false,
  isAdmin: false,
};
const facts = {
  person: (id: string) => ({ ...anybody, id, name: id, timeZone: 'UTC', locale: 'en' }),
  isSkill: () => true,
};

/** Everything that reads what people type, each with its own words before the signs. */
const parsers: Readonly<Record<string, (signs: string) => unknown>> = {
  normalizeTyped,
  emojiSpans,
  typedText,
  'a care command': (signs) => care({ ...command, text: `a${signs}x`, raw: `a${signs}x` }),
  'a care command with arguments': (signs) => care({ ...command, text: `tips ${signs}x`, raw: '' }),
  'a plan without a command': (signs) => care({ ...command, text: `mon,${signs}`, raw: '' }),
  'a search': (signs) => library.search(`a${signs}x`),
  tips: (signs) => tips(`a${signs}x`),
  'tips on': (signs) => tips(`on 9:00 ${signs}x`),
  'tips off': (signs) => tips(`off on 2026-12-24 ${signs}x`),
  'tips pause': (signs) => tips(`pause until${signs}x`),
  'tips holidays': (signs) => tips(`holidays ${signs}x`),
  'tips skills': (signs) => tips(`skills a${signs}x`),
  'many words of a plan': (signs) => tips(`on 9:00 ${signs}`.slice(0, 2998)),
  'a long name of a place': (signs) => tips(`holidays ${signs}`.slice(0, 2998)),
  recap: (signs) => parseRecap(`on 9:00 ${signs}x`),
  asksForHolidays,
  'the form of a plan': (signs) =>
    readPlanForm(ownContent, { 'days-off': `2026-12-24 ${signs}x` }, { before: plan, now }),
  'the words of a language': (signs) => spanish.read('tips', `activar a las ${signs}x`),
  'a command of a language': (signs) => spanish.command(`consejos${signs}x`),
  'a slip in a language': (signs) => spanish.correct('tips', `activarr ${signs}x`),
  'a suggestion in a language': (signs) => spanish.write(`on ${signs}x`),
  parseDate: (signs) => parseDate(`24${signs}x`, today),
  parseDateRange: (signs) => parseDateRange(`24${signs}x`, today),
  parseTimeOfDay: (signs) => parseTimeOfDay(`9${signs}x`),
  parseWeekdays: (signs) => parseWeekdays(`mon${signs}x`),
  parseZone: (signs) => parseZone(`a${signs}x`),
  parsePlace: (signs) => holidays.parsePlace(`a${signs}x`),
  'a shout-out': (signs) => parseShoutout(naming, `<@U1> #patience a${signs}x`),
  'people of a shout-out': (signs) => parseShoutout(naming, `<@U1>${signs}<@U2> x`),
  'a skill of a shout-out': (signs) => parseShoutout(naming, `<@U1> #a${signs}x`),
  'a shout-out to nobody': (signs) => parseShoutout(naming, `${signs}x`),
  'the skill nearest to a name': (signs) => naming.skills.nearest(`a${signs}x`),
  findUnnamed,
  cleanText: (signs) => cleanText(`a${signs}x`),
  'a draft': (signs) =>
    validateDraft(facts, {
      ...{
        from: 'U1',
        people: ['U2'],
        groups: [],
        skill: 'patience',
        link: `https://a.b/${signs}`,
      },
      text: `a${signs}x`,
    }),
  'customer data': (signs) => findCustomerData(`a${signs}x`, 'GB'),
  neutralize,
  'a cell of an export': (signs) =>
    csvLine(exportRow(aShoutout({ text: `a${signs}x` }), 'a colleague')),
  nearestNames: (signs) => nearestNames(`a${signs}x`, ['patience', 'monday']),
};

const signs = [
  ...[' ', '\t', '\n', '\u00a0', '\u200b', '<', '>', '&', '@', '#', ':', '::', ':a', '*', '7'],
  ...['-', '–', '…', '.', ',', ';', '!', '/', '"', "'", '“', '(', '|', '=', '%', 'a', 'é', '９'],
  ...['\u0301', '\u200d', '客', '😀', '👩‍👧', 'क्‍', '\ud800', '<@U1>', '<@U1|', '#a ', 'and ', 'a,'],
  ...[':wave::skin-tone-2:', '👋🏽', '❤️', '-&gt;', 'so ', ', '],
  ...['a-', '1 ', '1-', '- ', '24-', 'to ', 'a las ', '1/2 ', 'de ', 'mon,'],
];

const size = 40_000;
const many = (sign: string, length = size) =>
  sign.repeat(Math.ceil(length / sign.length)).slice(0, length);

/** Milliseconds of this thread's processor time, the least of a few runs: nothing else counts. */
async function timeOf(parse: (text: string) => unknown, text: string, enough: number) {
  let least = Number.POSITIVE_INFINITY;
  // A run of half a second will not become a quick one.
  for (let run = 0; run < 12 && least > enough && !(run > 0 && least > 500); run += 1) {
    const start = process.threadCpuUsage();
    await parse(text);
    const { user, system } = process.threadCpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/**
 * Milliseconds for 40,000 characters. A quiet machine needs less than five; a quadratic pattern
 * takes hundreds or thousands.
 */
const longest = 15;

test.each(Object.entries(parsers))('%s reads 40,000 of any sign at once', async (_name, parse) => {
  const plain = await timeOf(parse, many('she waited '), longest / 5);
  const slow: string[] = [];
  for (const sign of signs) {
    const time = await timeOf(parse, many(sign), longest);
    if (time > longest) slow.push(`${JSON.stringify(sign)}: ${time} ms (plain text: ${plain} ms)`);
  }
  expect(slow).toEqual([]);
});

test('any mixture of the grammar is read at once', async () => {
  const grammar = fc.constantFrom(
    ...signs,
    ...'on off me tips pause until #patience mon-fri 9:00 24 December lisbon holidays'.split(' '),
    ...'yo pausa hasta el a las de diciembre festivos Nueva York 24/12 y cada día '.split(' '),
  );
  const unit = fc.array(grammar, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(unit, async (part) => {
      for (const [name, parse] of Object.entries(parsers)) {
        // Mixtures hit more rules at once than a single sign.
        const time = await timeOf(parse, many(part), 2 * longest);
        expect(time, name).toBeLessThanOrEqual(2 * longest);
      }
    }),
    { numRuns: 20 },
  );
});

test('a question is soon known to be no command', async () => {
  const read = careWith(() => '');
  const readAll = async () => {
    for (const { ask: text } of realQuestions) await read({ ...command, text, raw: text });
  };
  // 0.03 ms on a quiet machine; comparing each word with the names of all zones took three.
  expect((await timeOf(readAll, '', 0)) / realQuestions.length).toBeLessThan(0.5);
});

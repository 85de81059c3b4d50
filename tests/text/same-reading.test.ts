import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadHolidays } from '../../src/calendar/holidays.ts';
import { parseShoutout } from '../../src/features/shoutouts/parse/parse-shoutout.ts';
import { parseRecap } from '../../src/features/shoutouts/recap/parse-recap.ts';
import { cleanText } from '../../src/features/shoutouts/text/clean-text.ts';
import { parseTips } from '../../src/features/tips/parse/parse-tips.ts';
import type { Reading } from '../../src/i18n/rewriting.ts';
import { understand } from '../../src/i18n/understand.ts';
import { careCommand } from '../../src/slack/router/care-command.ts';
import type { CareHandler } from '../../src/slack/router/feature.ts';
import { normalizeTyped } from '../../src/text/normalize.ts';
import { naming } from '../features/shoutouts/parse/typed.ts';
import { grammars } from '../i18n/grammars.ts';

const { parsePlace } = await loadHolidays();
const today = '2026-12-02';

/** What keyboards, phones and copied text make of a sign. */
const variants: Readonly<Record<string, readonly string[]>> = {
  '-': [...'‐‑‒–—―−－﹣'],
  "'": [...'‘’‛′´＇'],
  '"': [...'“”„‟«»＂'],
  ' ': [' ', '\u00a0', '\u2009', '\u202f', '\u3000', ' \u200b', '\u2060 ', '\t'],
  '...': ['…', '‥.'],
  '.': ['．', '。'],
  ',': ['，', '、'],
  ':': ['：'],
  '#': ['＃', '\u200b#', '#\u2060'],
};
const invisible = ['', '', '', '\u200b', '\u200c', '\u200e', '\u2060', '\ufeff', '\u00ad'];

/** The line with every exchangeable sign replaced at random, and invisible ones between words. */
const exchanged = (line: string): fc.Arbitrary<string> => {
  const parts = line.split(/(<[^<>]*>|\.\.\.|[-'" .,:#\d])/).filter((part) => part !== '');
  return fc
    .tuple(
      ...parts.map((part) => {
        if (/^\d$/.test(part))
          return fc.constantFrom(part, String.fromCharCode(part.charCodeAt(0) + 0xfee0));
        return fc.constantFrom(part, ...(part.startsWith('<') ? [] : (variants[part] ?? [])));
      }),
      fc.array(fc.constantFrom(...invisible), {
        minLength: parts.length + 1,
        maxLength: parts.length + 1,
      }),
    )
    .map((all) => {
      const between = all.at(-1) as string[];
      return parts.map((_, at) => `${between[at]}${all[at]}`).join('') + between.at(-1);
    });
};

/** What `/care` does with a line: the command word and its arguments, or a search. */
async function readingOf(line: string): Promise<object> {
  let said: object = { search: true };
  const handle =
    (word: string): CareHandler =>
    ({ text, raw, readings }) => {
      if (word === 'tips') {
        const findSkill = (name: string) =>
          /^pa[ct]ien/.test(name) ? { value: 'patience' } : { nearest: ['Patience'] };
        const known = { today, findSkill, findPlace: parsePlace };
        const parse = (reading: Reading) => parseTips(reading.text, known);
        const read = understand(readings, parse, ({ kind }) => kind !== 'problem')?.read;
        if (!read) return undefined;
        said = read.kind === 'problem' ? { problem: read.about } : read;
      } else if (word === 'recap') {
        const read = readings.map((reading) => parseRecap(reading.text)).find(Boolean);
        if (!read) return undefined;
        said = read;
      } else if (word === 'shoutout') {
        const { text: moment, ...rest } = parseShoutout(naming, raw);
        said = { ...rest, moment: normalizeTyped(cleanText(moment)).replace(/\s+/g, ' ') };
      } else if (text === '' || word === 'practice') {
        said = { word, text };
      } else return undefined;
      return { text: '', blocks: [] };
    };
  const words = ['', 'help', 'about', 'rules', 'me', 'practice', 'coverage', 'tips', 'recap'];
  words.push('shoutout');
  const care = careCommand(
    [{ care: Object.fromEntries(words.map((word) => [word, handle(word)])) }],
    () => ({ text: '', blocks: [] }),
    () => grammars,
  );
  const command = { workspace: 'T1', user: 'U1', channel: 'C1', dedupeKey: '1' };
  await care({ ...command, text: normalizeTyped(line).trim(), raw: line });
  return said;
}

const lines = [
  ...['help', 'help.', '"about"', 'me', 'rules!', 'coverage?', 'practice patience', '/care help'],
  ...['tips', 'tips on 09:00 weekdays', 'tips on 9.30 mon-fri lisbon', 'tips me 8:30 mon,wed,fri'],
  ...['tips off 2026-12-24', 'tips off 2026-12-24...2026-12-31', 'tips off 24-31 December'],
  ...[
    'tips off 24.12. and 6 Jan',
    'tips off 24 December - 2 January',
    'tips pause until 2027-01-06',
  ],
  ...[
    'tips pause for a week',
    'tips skip',
    'tips holidays Germany, Bayern',
    'tips skills patience',
  ],
  ...['tips mode least', 'tips zone London', 'tips change to 10:00', 'tips on holidays PT'],
  ...[
    'shoutout <@U1> #patience she waited with him',
    'shoutout <@U1>, <@U2>: #self-control: he stayed calm',
  ],
  ...[
    'shoutout #patience - <@U1> she waited...',
    "shoutout <@U1>'s patience with me",
    'shoutout dev #patience he waited',
  ],
  ...[
    'shoutout <@U1> as well as <@U2> #good-listener. she "heard" him',
    'shoutout <@U1> #patience #flexibility he bent',
  ],
];

const spanishLines = [
  ...['ayuda', 'ayuda.', '"acerca"', 'yo', '¡reglas!', 'cobertura?', 'práctica paciencia'],
  ...['consejos', 'consejos a las 09:00 de lunes a viernes', 'consejos 9.30 L-V Ciudad de México'],
  ...['consejos yo a las 8:30 lunes, miércoles y viernes', 'consejos días libres 2026-12-24'],
  ...['consejos días libres del 24 al 31 de diciembre', 'consejos días libres 24-31 de diciembre'],
  ...['consejos días libres 24.12. y 6 de enero', 'consejos pausa hasta el 6 de enero'],
  ...['consejos pausa dos semanas', 'consejos saltar', 'consejos festivos Alemania, Bayern'],
  ...['consejos habilidades paciencia', 'consejos modo menos', 'consejos zona Londres'],
  ...['consejos cambiar a las 10:00', 'resumen cada viernes a las 16:00', 'resumen ahora'],
  ...['reconocimiento <@U1>, <@U2> y <@U3>: #self-control: se quedó "tranquilo"...'],
];

describe('a line with its dashes, quotes, spaces, digits and invisible signs exchanged', () => {
  test.each([...lines, ...spanishLines])('reads as %s', async (line) => {
    const plain = await readingOf(line);
    await fc.assert(
      fc.asyncProperty(exchanged(line), async (typed) => {
        expect(await readingOf(typed)).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });

  test('the plain lines are all understood, or refused', async () => {
    for (const line of [...lines, ...spanishLines])
      expect(await readingOf(line), line).not.toEqual({ search: true });
  });
});

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePlanWords } from '../../src/calendar/parse/plan-words.ts';
import { zoneNames } from '../../src/calendar/parse/zone-names.ts';
import { parseZone } from '../../src/calendar/parse/zones.ts';
import { countryNames } from '../../src/i18n/countries.ts';
import type { Grammar } from '../../src/i18n/grammar.ts';
import { scopes } from '../../src/i18n/grammar-data.ts';
import { grammarSchema } from '../../src/i18n/grammar-schema.ts';
import { grammarWords } from '../../src/i18n/grammar-words.ts';
import { Problems, problemLine } from '../../src/problems.ts';
import { english, grammarsIn, spanish } from './grammars.ts';

/** The grammar of a language that a company's folder has. */
async function grammarIn(language: string, text: string): Promise<Grammar> {
  const root = await mkdtemp(join(tmpdir(), 'grammar-'));
  await mkdir(join(root, language));
  await writeFile(join(root, language, 'grammar.yml'), text);
  const [grammar] = grammarsIn(['prompts', root], [language]);
  return grammar as Grammar;
}

async function problemsOf(text: string): Promise<string[]> {
  try {
    await grammarIn('fr', text);
    return [];
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return error.problems.map(problemLine).map((line) => line.replace(/^.*\/fr\//, ''));
  }
}

describe('a file', () => {
  test.each([
    ['an unknown section', 'tip:\n  pause: arrêt', 'grammar.yml: does not belong here: tip'],
    [
      'a word that no parser knows',
      'tips:\n  puase: arrêt',
      'grammar.yml: tips: does not belong here: puase',
    ],
    [
      'a phrase that means two things',
      'tips:\n  pause: arrêt\n  skip: saute, Arret',
      'grammar.yml: tips skip: "Arret" means "pause" already, so choose other words',
    ],
    [
      'a phrase that means two things in one line',
      'recap:\n  now: midi\ncalendar:\n  noon: midi',
      'grammar.yml: calendar noon: "midi" means "now" already, so choose other words',
    ],
    [
      'a command that hides another one',
      'commands:\n  help: skills',
      'grammar.yml: commands help: "skills" means "skills" already, so choose other words',
    ],
    [
      'a phrase without letters',
      'tips:\n  pause: "..."',
      'grammar.yml: tips pause 1: holds a phrase without letters',
    ],
  ])('with %s is refused', async (_what, text, problem) => {
    expect(await problemsOf(text)).toEqual([problem]);
  });

  test('may be empty, or hold only comments', async () => {
    expect(await problemsOf('# later\n')).toEqual([]);
  });

  test('of a company adds to ours, and its phrases are shown', async () => {
    const grammar = await grammarIn('es', 'tips:\n  pause: congelar\n');
    expect(grammar.read('tips', 'congelar').text).toBe('pause');
    expect(grammar.read('tips', 'pausa').text).toBe('pause');
    expect(grammar.write('pause')).toBe('congelar');
  });

  test('has phrases that are found without their apostrophes, unless they mean something else', async () => {
    const grammar = await grammarIn('fr', "tips:\n  pause: d'accord, l'an\n  skip: l’étape, lan\n");
    const read = (typed: string) => grammar.read('tips', typed).text;
    expect(['daccord', 'd’accord', 'LETAPE', 'lan', "l'an"].map(read)).toEqual([
      'pause',
      'pause',
      'skip',
      'skip',
      'pause',
    ]);
    expect(grammar.write('skip')).toBe('l’étape');
  });

  test('that a language lacks leaves English', () => {
    const [grammar] = grammarsIn(['prompts'], ['fr']);
    expect(grammar?.read('tips', 'on 9:00 weekdays').text).toBe('on 9:00 weekdays');
    expect(grammar?.command('tips on')).toEqual({ word: 'tips', prefix: '', rest: 'on' });
  });
});

describe('a command', () => {
  test.each([
    ['consejos', 'tips', '', ''],
    ['Consejos a las 9', 'tips', '', 'a las 9'],
    ['"consejos a las 9"', 'tips', '', 'a las 9"'],
    ['*habilidades*', 'skills', '', ''],
    ['mis consejos a las 9', 'tips', 'me', 'a las 9'],
    ['mis-datos borrar', 'my-data', '', 'borrar'],
    ['mis datos borrar', 'my', 'data', 'borrar'],
    ['practica paciencia', 'practice', '', 'paciencia'],
    ['acerca de', 'about', '', ''],
    ['tips a las 9', 'tips', '', 'a las 9'],
  ])('%s is %s %s', (line, word, prefix, rest) => {
    expect(spanish.command(line)).toEqual({ word, prefix, rest });
  });

  test.each(['paciencia', 'consejero', 'consejos/habilidades', '', '¿?', 'yo-yo'])(
    '%s is none',
    (line) => {
      expect(spanish.command(line)).toBeUndefined();
    },
  );
});

describe('what was typed for a part', () => {
  test.each([
    ['pausa hasta el 30 de febrero', '30 february', '30 de febrero'],
    ['días libres del 24/13', '24.13.', '24/13'],
    ['a las 9:00 Madird', 'Madird', 'Madird'],
    ['festivos de Narnia', 'Narnia', 'Narnia'],
    ['juntos a ratos', 'bundle', 'juntos'],
  ])('of "%s"', (text, part, typed) => {
    expect(spanish.read('tips', text).typed(part)).toBe(typed);
  });

  test('is the part in the language where it was not typed as such', () => {
    expect(spanish.read('tips', 'pausa hoy').typed('pause until')).toBe('pausa hasta');
  });
});

test.each([
  ['tips', 'set 9:00', 'set 9:00'],
  ['tips', '9:30 mar', '9:30 tuesday'],
  ['tips', 'pausa 30 set', 'pause 30 september'],
  ['tips', 'pausa set 30', 'pause september 30'],
  ['tips', 'pausa set', 'pause set'],
  ['recap', '9:30 mar', '9:30 tuesday'],
  ['zone', 'Mar', 'tuesday'],
  ['dates', '24 mar, 1 set', '24 march, 1 september'],
  ['pause', 'hasta el 1 mar', 'until 1 march'],
  ['skip', '1 mar', '1 march'],
] as const)('reads months in %s only in dates: %s', (scope, typed, read) => {
  expect(spanish.read(scope, typed).text).toBe(read);
});

describe('names', () => {
  const zoneIn = (line: string): string | undefined => {
    const found = parsePlanWords(line);
    return found && 'zone' in found ? found.zone : undefined;
  };

  test('of skills and countries stay as they were typed, with what joins them read', () => {
    expect(spanish.read('tips', 'habilidades crear relación y paciencia').text).toBe(
      'skills crear relación and paciencia',
    );
    expect(spanish.read('tips', 'festivos de la Comunidad de Madrid').text).toBe(
      'holidays la Comunidad de madrid',
    );
  });

  test('of cities and countries hold no other words', () => {
    const countries = [...countryNames('en'), ...countryNames('es')].flat();
    const names = [
      ...zoneNames().cities.keys(),
      ...countries.filter((name) => !name.includes(' - ')),
    ];
    const zones = names.flatMap((name) => {
      const typed = `9:00 ${name}`;
      const zone = zoneIn(typed);
      return zone === undefined ? [] : [{ name, typed, zone }];
    });
    const lostIn = (grammar: Grammar) =>
      zones
        .filter(({ typed, zone }) => {
          const { text } = grammar.read('tips', typed);
          return text !== typed && zoneIn(text) !== zone;
        })
        .map(({ name }) => name);
    expect(lostIn(english)).toEqual([]);
    // It is Costa Rica's.
    expect(lostIn(spanish)).toEqual(['san jose']);
  });

  test.each([
    ['Santo Domingo', 'America/Santo_Domingo'],
    ['Salta', 'America/Argentina/Salta'],
    ['El Aaiún', 'Africa/El_Aaiun'],
    ['Birmania', 'Asia/Yangon'],
    ['Macao', 'Asia/Macau'],
    ['Isla de Pascua', 'Pacific/Easter'],
    ['San Juan de Terranova', 'America/St_Johns'],
    ['Sídney', 'Australia/Sydney'],
    ['Yakarta', 'Asia/Jakarta'],
    ['Ulán Bator', 'Asia/Ulaanbaatar'],
    ['Belén', 'America/Belem'],
    ['Adelaida', 'Australia/Adelaide'],
    ['Ekaterimburgo', 'Asia/Yekaterinburg'],
  ])('of %s in a plan is %s', (name, zone) => {
    const line = spanish.read('tips', `a las 9:00 domingo ${name}`).text;
    expect(parsePlanWords(line)).toMatchObject({ time: '09:00', days: [7], zone });
  });

  test('of places are names of places that the app knows', () => {
    for (const place of [
      'Nueva York',
      'Londres',
      'Ciudad de México',
      'El Salvador',
      'Las Palmas',
    ]) {
      expect(parseZone(spanish.read('zone', place).text), place).toHaveProperty('value');
    }
  });
});

test('a suggestion can be typed as it is shown', () => {
  const suggestions = [
    ...['pause', '24 december', 'monday', 'weekdays', 'next week', 'tomorrow', 'every day'],
    ...['/care tips off', '/care tips on 10:00', '/care tips holidays Spain', 'Germany, Bayern'],
    ...['/care recap on friday', '/care recap now', 'daily', 'weekly'],
  ];
  for (const suggestion of suggestions) {
    const shown = spanish.write(suggestion);
    expect(shown).not.toBe(suggestion);
    const [, word = '', rest = ''] = /^\/care (\S+) (.*)$/.exec(shown) ?? [];
    const read = word
      ? `/care ${spanish.command(word)?.word} ${spanish.read(shown.includes('resumen') ? 'recap' : 'tips', rest).text}`
      : spanish.read('skip', shown).text;
    expect(read.toLowerCase()).toBe(suggestion.replace('every day', 'daily').toLowerCase());
  }
});

test.each(['tips', 'recap', 'my-data', 'admin'] as const)(
  'every word behind %s is shown as it can be typed',
  (scope) => {
    const words = scopes[scope].flatMap((name) => (name === 'places' ? [] : grammarWords[name]));
    const shown = words.filter((word) => /^\p{L}/u.test(word) && word !== 'ignored');
    const lost = shown.filter((word) => spanish.read(scope, spanish.write(word)).text !== word);
    expect(lost).toEqual([]);
  },
);

test('a zone, a time and a date in digits are shown as they are', () => {
  for (const text of ['Europe/London', 'America/New_York', '09:30', '2026-12-24'])
    expect(spanish.write(text)).toBe(text);
});

test('every section may be left out', () => {
  expect(grammarSchema.safeParse({}).success).toBe(true);
});

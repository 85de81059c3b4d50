import { expect, test } from 'vitest';
import { spanishContent } from '../i18n/spanish-content.ts';
import { anaAtWork, minute } from './tip-story.ts';

const [twoLanguages = spanishContent] = spanishContent.others;

/** Ana reads one language, where the other is offered too. */
async function anaReading(language: 'en' | 'es') {
  const content = language === 'en' ? twoLanguages : spanishContent;
  const story = await anaAtWork('http', { content, locale: language === 'en' ? 'en-US' : 'es-MX' });
  return {
    ...story,
    asks: async (words: string) => {
      story.slack.clock.advance(minute);
      return (await story.asks(words)).text;
    },
  };
}

test('English words that are spelt like Spanish ones change nothing', async () => {
  const { asks } = await anaReading('en');
  for (const line of ['tips on 10:00 weekdays', 'tips me 8:00', 'recap on friday'])
    await asks(line);
  const all = async () => [await asks('tips'), await asks('tips me show'), await asks('recap')];
  const before = await all();
  for (const line of [
    ...[
      'tips on once daily',
      'tips once daily',
      'tips on at once',
      'tips once',
      'tips once London',
      'tips once Panama',
    ],
    ...['tips once mon wed', 'tips me once', 'tips me once daily', 'tips me on at once'],
    ...['tips on mar 9:00', 'tips 9:00 mar', 'tips on sep 9', 'tips on a 9:00', 'tips 9 a 5'],
    ...[
      'tips on as 9:00',
      'tips on son 9:00',
      'tips para me 9:00',
      'tips are on 9:00',
      'tips on can',
    ],
    ...['tips no', 'tips no once daily', 'tips set once daily', 'tips off 5/6', 'tips skip 5/6'],
    ...['recap once', 'recap on once', 'recap on mar 9:00', 'recap mar', 'recap a mar'],
  ])
    await asks(line);
  expect(await all()).toEqual(before);
});

test.each([
  ['tips on once daily', '/care tips on 11 daily', 'Every day at 11:00'],
  ['tips on at once', '/care tips on at 11', 'at 11:00'],
  ['tips on a las 9 de lunes a viernes', '/care tips on at 9 weekdays', 'Every weekday at 09:00'],
  ['mis consejos on a las 9', '/care tips me on at 9', 'at 09:00'],
  ['recap on mar 9:00', '/care recap on tuesday 9:00', 'Every Tuesday at 09:00'],
])('"%s" is asked about', async (line, meant, done) => {
  const { asks } = await anaReading('en');
  const answer = await asks(line);
  expect(answer).toContain(`Did you mean ${meant}?`);
  expect(answer).toContain(`/care ${line}`);
  expect(await asks(meant.replace('/care ', ''))).toContain(done);
});

test('a line in the other language is done', async () => {
  const english = await anaReading('en');
  expect(await english.asks('tips a las once Madrid')).toContain('at 11:00, Madrid');
  expect(await english.asks('tips pausa hasta el 1 de marzo')).toContain('March 1, 2027');
  expect(await english.asks('tips habilidades time management')).toContain('Time management.');
  const spanish = await anaReading('es');
  expect(await spanish.asks('tips start at 9 daily')).toContain('Cada día a las 09:00');
  expect(await spanish.asks('consejos on once lunes')).toContain('Cada lunes a las 11:00');
});

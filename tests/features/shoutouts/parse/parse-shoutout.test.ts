import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseShoutout,
  type TypedShoutout,
} from '../../../../src/features/shoutouts/parse/parse-shoutout.ts';
import { library, naming, printShoutout } from './typed.ts';

const read = (typed: string) => parseShoutout(naming, typed);

/** People and groups, the skill (`?skill` if unknown, `~skill` if only suggested), the text. */
function parsedParts(typed: string): readonly [string, string, string] {
  const found = read(typed);
  const { people, groups, skill, unknownSkill, suggestedSkill, text } = found;
  const named =
    skill ??
    (unknownSkill !== undefined ? `?${unknownSkill}` : suggestedSkill && `~${suggestedSkill}`);
  return [[...people, ...groups].join(' '), named ?? '', text];
}

const waited = 'she waited with a lost child';

describe('people, skill and text', () => {
  test.each([
    // Mentions in every form that Slack has.
    [`<@U1> #patience ${waited}`, 'U1', 'patience', waited],
    [`<@U1|ana> #patience ${waited}`, 'U1', 'patience', waited],
    [`<@W1|ana> #patience ${waited}`, 'W1', 'patience', waited],
    [`<@U1|> #patience ${waited}`, 'U1', 'patience', waited],
    [`<!subteam^S1|@front-desk> #patience ${waited}`, 'S1', 'patience', waited],
    [`<!subteam^S1> #patience ${waited}`, 'S1', 'patience', waited],
    [`<@U1> <!subteam^S1> #patience ${waited}`, 'U1 S1', 'patience', waited],
    // Words between people.
    [`<@U1> <@U2> <@U3> #patience ${waited}`, 'U1 U2 U3', 'patience', waited],
    [`<@U1>, <@U2> and <@U3> #patience ${waited}`, 'U1 U2 U3', 'patience', waited],
    [`<@U1>, <@U2>, and <@U3>: #patience ${waited}`, 'U1 U2 U3', 'patience', waited],
    [`<@U1> &amp; <@U2> for #patience ${waited}`, 'U1 U2', 'patience', waited],
    [`<@U1>+<@U2> #patience ${waited}`, 'U1 U2', 'patience', waited],
    [`<@U1>/<@U2> #patience ${waited}`, 'U1 U2', 'patience', waited],
    [`<@U1> – <@U2> #patience ${waited}`, 'U1 U2', 'patience', waited],
    [`<@U1> as well as <@U2> #patience ${waited}`, 'U1 U2', 'patience', waited],
    [`<@U1>, and also <@U2> #patience ${waited}`, 'U1 U2', 'patience', waited],
    [`<@U1> together with <@U2> #patience ${waited}`, 'U1 U2', 'patience', waited],
    [`<@U1><@U2>#patience ${waited}`, 'U1 U2', 'patience', waited],
    [`<@U1> AND <@U2> #patience ${waited}`, 'U1 U2', 'patience', waited],
    [`<@U1> <@U1> <@U1|ana> #patience ${waited}`, 'U1', 'patience', waited],
    [`<@U1>\n<@U2>\n#patience\n${waited}`, 'U1 U2', 'patience', waited],
    // Greetings before the people.
    [`thanks <@U1> #patience ${waited}`, 'U1', 'patience', waited],
    [`Thank you so much, <@U1>! #patience`, 'U1', 'patience', ''],
    [`a big thank you to <@U1> for #patience ${waited}`, 'U1', 'patience', waited],
    [`kudos to <@U1> and <@U2> for #patience: ${waited}`, 'U1 U2', 'patience', waited],
    [`for <@U1> #patience ${waited}`, 'U1', 'patience', waited],
    [`to <!subteam^S1>: #patience ${waited}`, 'S1', 'patience', waited],
    [`thanks to both <@U1> and <@U2> for #patience ${waited}`, 'U1 U2', 'patience', waited],
    [`gracias tanto a <@U1> como a <@U2> por #patience ${waited}`, 'U1 U2', 'patience', waited],
    // Names that Slack didn't turn into mentions, beside those that it did.
    [`<@U1> @kim #patience ${waited}`, 'U1', 'patience', waited],
    [`<@U1>/@kim #patience ${waited}`, 'U1', 'patience', waited],
    [`@kim and <@U1> #patience ${waited}`, 'U1', 'patience', waited],
    [`<@U1>, @kim, <@U2> #patience ${waited}`, 'U1 U2', 'patience', waited],
    [`<@U1> and dev #patience ${waited}`, 'U1', 'patience', waited],
    [`<@U1> y su equipo #patience ${waited}`, 'U1', 'patience', waited],
    [`<@U1> and the #launch ${waited}`, 'U1', '', `and the #launch ${waited}`],
    [`<@U1> @kim ${waited}`, 'U1', '', `@kim ${waited}`],
    // The skill with #.
    [`@nobody #patience ${waited}`, '', 'patience', waited],
    [`dev #patience ${waited}`, '', 'patience', waited],
    [`Dev and Eve #patience ${waited}`, '', 'patience', waited],
    [`@dev, @eve patience: ${waited}`, '', 'patience', waited],
    [`#patience <@U1> ${waited}`, 'U1', 'patience', waited],
    [`#patience: <@U1> and <@U2>: ${waited}`, 'U1 U2', 'patience', waited],
    [`<@U1> #Patience: ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #PATIENCE, ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience - ${waited}`, 'U1', 'patience', waited],
    [`<@U1> - #patience — ${waited}`, 'U1', 'patience', waited],
    [`<@U1> ＃patience ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience-${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience—${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience —${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience -- ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience. ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience! ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience… ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience: — ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience “${waited}”`, 'U1', 'patience', `“${waited}”`],
    [`“<@U1> #patience ${waited}”`, 'U1', 'patience', waited],
    [`<@U1>\u200b #\u2060patience\u200b ${waited}`, 'U1', 'patience', waited],
    [`\u202a<@U1>\u202c\u00a0#patience\u3000${waited}`, 'U1', 'patience', waited],
    [`<@U1> ＃ｐａｔｉｅｎｃｅ： ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #self‑control ${waited}`, 'U1', 'self-control', waited],
    [`<@U1> #patience — “${waited}”…`, 'U1', 'patience', `“${waited}”…`],
    // Emoji.
    [`<@U1> #patience :tada: ${waited}`, 'U1', 'patience', `:tada: ${waited}`],
    [`<@U1> #patience:tada: ${waited}`, 'U1', 'patience', `:tada: ${waited}`],
    [
      `<@U1> #patience: :+1::skin-tone-2: ${waited}`,
      'U1',
      'patience',
      `:+1::skin-tone-2: ${waited}`,
    ],
    [`<@U1> :clap::skin-tone-3: ${waited}`, 'U1', '', `:clap::skin-tone-3: ${waited}`],
    [`<@U1> :tada: #patience ${waited}`, 'U1', 'patience', waited],
    [
      `:clap::skin-tone-3: <@U1> :tada: <@U2> 👏🏽 #patience ${waited}`,
      'U1 U2',
      'patience',
      waited,
    ],
    [`🎉 thanks 🎉 <@U1>: 👩‍🚀❤️ #patience ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #good-listener ${waited}`, 'U1', 'good-listener', waited],
    [`<@U1> #good_listener ${waited}`, 'U1', 'good-listener', waited],
    [`<@U1> #GoodListener ${waited}`, 'U1', 'good-listener', waited],
    [`<@U1> #good listener ${waited}`, 'U1', 'good-listener', waited],
    [`<@U1> #good listeners: ${waited}`, 'U1', 'good-listener', waited],
    [`<@U1> #problem solving ${waited}`, 'U1', 'problem-solving', waited],
    [`<@U1> #queue ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #pátience ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patiance ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #pateince ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #kindness ${waited}`, 'U1', '?kindness', waited],
    [`<@U1> #1 in my book, ${waited}`, 'U1', '', `#1 in my book, ${waited}`],
    [`<@U1> # patience ${waited}`, 'U1', '~patience', waited],
    [`<@U1> ${waited} #patience`, 'U1', '~patience', `${waited} #patience`],
    [`<@U1> #patience and #compassion ${waited}`, 'U1', '~patience', waited],
    [`<@U1> #patience #compassion: ${waited}`, 'U1', '~patience', waited],
    [`<@U1> #patience/#compassion ${waited}`, 'U1', '~patience', waited],
    [`#patience, #compassion <@U1> ${waited}`, 'U1', '~patience', waited],
    [`<@U1> #patience #patience ${waited}`, 'U1', 'patience', waited],
    [`#patience <@U1> #compassion ${waited}`, 'U1', '~patience', waited],
    [`#patience <@U1> #patience ${waited}`, 'U1', 'patience', waited],
    [`#patience <@U1> #winning ${waited}`, 'U1', 'patience', `#winning ${waited}`],
    [`<@U1> (#patience) ${waited}`, 'U1', 'patience', waited],
    [`<@U1> “#patience” ${waited}`, 'U1', 'patience', waited],
    [`<@U1> • #patience • ${waited}`, 'U1', 'patience', waited],
    [`<@U1> -&gt; #patience → ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience =&gt; ${waited}`, 'U1', 'patience', waited],
    [`<@U1> #patience #winning ${waited}`, 'U1', 'patience', `#winning ${waited}`],
    // A channel with the skill's name.
    [`<@U1> <#C1|patience> ${waited}`, 'U1', 'patience', waited],
    [`<#C1|patience>: <@U1> ${waited}`, 'U1', 'patience', waited],
    [`<@U1> <#C2|> ${waited}`, 'U1', '?support', waited],
    [`<@U1> <#C2> ${waited}`, 'U1', '?support', waited],
    [`<@U1> <#C9|> ${waited}`, 'U1', '?', waited],
    [`<@U1> <#C1|2nd-floor> ${waited}`, 'U1', '?2nd-floor', waited],
    // Words such as "the" before a name that is a skill; they are part of the text otherwise.
    [`<@U1> for her #patience ${waited}`, 'U1', 'patience', waited],
    [`<@U1> for the great <#C1|patience> ${waited}`, 'U1', 'patience', waited],
    [
      `<@U1> for the <#C1|general> channel she wrote #patience`,
      'U1',
      '~patience',
      'for the #general channel she wrote #patience',
    ],
    [`<@U1> for the #launch ${waited}`, 'U1', '', `for the #launch ${waited}`],
    [`<@U1> great #launch, ${waited}`, 'U1', '', `great #launch, ${waited}`],
    [`<@U1> por la #inauguración ${waited}`, 'U1', '', `por la #inauguración ${waited}`],
    // The skill without #, where it is unambiguous.
    [`<@U1> patience: ${waited}`, 'U1', 'patience', waited],
    [`<@U1>: patience: ${waited}`, 'U1', 'patience', waited],
    [`<@U1> patience - ${waited}`, 'U1', 'patience', waited],
    [`<@U1> Good listener – ${waited}`, 'U1', 'good-listener', waited],
    [
      `<@U1> effective and persuasive communication: ${waited}`,
      'U1',
      'effective-communication',
      waited,
    ],
    [`<@U1>\npatience\n${waited}`, 'U1', 'patience', waited],
    [`<@U1> queue: ${waited}`, 'U1', 'patience', waited],
    [`<@U1> for patience: ${waited}`, 'U1', 'patience', waited],
    [`<@U1> for patience, ${waited}`, 'U1', 'patience', waited],
    [`thanks <@U1> for her patience. ${waited}`, 'U1', 'patience', waited],
    [`<@U1>'s patience, ${waited}`, 'U1', 'patience', waited],
    ['<@U1> for patience, kindness and time', 'U1', 'patience', 'for patience, kindness and time'],
    [`<@U1> for patience, always`, 'U1', 'patience', 'for patience, always'],
    [`<@U1> for patience with me today`, 'U1', 'patience', 'for patience with me today'],
    [`<@U1> for her patience with me`, 'U1', 'patience', 'for her patience with me'],
    [`<@U1>'s patience with me`, 'U1', 'patience', "Ana's patience with me"],
    [`<@U1> and <@U2>’s patience with me`, 'U1 U2', 'patience', 'Ben’s patience with me'],
    [`<@U1> patience`, 'U1', 'patience', ''],
    [`<@U1> for her patience`, 'U1', 'patience', 'for her patience'],
    [`patience: ${waited}`, '', 'patience', waited],
    // The skill without #, where it is ambiguous.
    [`<@U1> patience is her name`, 'U1', '~patience', 'patience is her name'],
    [`<@U1> patience he waited`, 'U1', '~patience', 'he waited'],
    [`<@U1> thank you: ${waited}`, 'U1', '~appreciation', `thank you: ${waited}`],
    [`<@U1> thank you`, 'U1', '~appreciation', 'thank you'],
    [`<@U1> for waiting with me`, 'U1', '~patience', 'for waiting with me'],
    [`<@U1> ${waited}`, 'U1', '', waited],
    [`<@U1>: ${waited}`, 'U1', '', waited],
    [`<@U1> and her team stayed`, 'U1', '', 'and her team stayed'],
    [`<@U1> for a new lock at night`, 'U1', '', 'for a new lock at night'],
    // Mentions and links in the text become plain text.
    [`<@U1> #patience helped <@U2|ben> and <@U9|zoe>`, 'U1', 'patience', 'helped Ben and zoe'],
    [
      `<@U1> #patience helped <@U9> and <!subteam^S1>`,
      'U1',
      'patience',
      'helped @… and front-desk',
    ],
    [`<@U1> #patience <@U2> was lost`, 'U1', 'patience', 'Ben was lost'],
    [`<@U1> helped <@U2>`, 'U1', '', 'helped Ben'],
    [
      `<@U1> #patience in <#C2|support> and <#C7>`,
      'U1',
      'patience',
      'in #support and a private channel',
    ],
    [`<@U1> #patience <!channel> look <!here|here>`, 'U1', 'patience', '@channel look @here'],
    [`<@U1> #patience on <!date^1392734382^{date}|18 Feb>`, 'U1', 'patience', 'on 18 Feb'],
    [`<@U1> #patience <https://a.example/x>`, 'U1', 'patience', 'https://a.example/x'],
    [`<@U1> #patience <http://a.example|a.example>`, 'U1', 'patience', 'a.example'],
    [
      `<@U1> #patience <https://evil.example|my.bank>`,
      'U1',
      'patience',
      'my.bank (https://evil.example)',
    ],
    [`<@U1> #patience <mailto:a@b.example|a@b.example>`, 'U1', 'patience', 'a@b.example'],
    [`<@U1> #patience <tel:+49301234|+49301234>`, 'U1', 'patience', '+49301234'],
    // Characters are unescaped once.
    [`<@U1> #patience a &lt;b&gt; &amp; c`, 'U1', 'patience', 'a <b> & c'],
    [`<@U1> #patience &amp;lt;!channel&amp;gt;`, 'U1', 'patience', '&lt;!channel&gt;'],
    [`<@U1> #patience &lt;@U2&gt; stayed`, 'U1', 'patience', '<@U2> stayed'],
    [`<@U1> #patience  two  spaces\n\nand lines `, 'U1', 'patience', 'two  spaces\n\nand lines'],
    [`<@U1> #patience -5 degrees out there`, 'U1', 'patience', '-5 degrees out there'],
    [`<@U1>:: #patience is a channel`, 'U1', '', '#patience is a channel'],
    // Nothing, or almost nothing.
    ['', '', '', ''],
    ['   ', '', '', ''],
    ['<@U1>', 'U1', '', ''],
    ['#patience', '', 'patience', ''],
    ['thanks everyone', '', '~appreciation', 'thanks everyone'],
    ['@ana waited with me', '', '', 'waited with me'],
    ['<!here> look at this', '', '', '@here look at this'],
    ['<@> <@u1> < >', '', '', '@ @u1'],
    ['for and &amp; , : -', '', '', 'for and & , : -'],
  ])('parses %j', (typed, people, skill, text) => {
    expect(parsedParts(typed)).toEqual([people, skill, text]);
  });

  test('suggests the people mentioned in a text without people before it', () => {
    const found = read(`We all saw how <@U1|ana> and <@U2> stayed late`);
    expect(found.people).toEqual([]);
    expect(found.suggestedPeople).toEqual(['U1', 'U2']);
    expect(found.text).toBe('We all saw how Ana and Ben stayed late');
  });

  test.each([
    ['', ['people', 'skill', 'text']],
    ['<@U1>', ['skill', 'text']],
    ['<!subteam^S1> #patience', ['text']],
    ['#patience she waited', ['people']],
    ['<@U1> #kindness she waited', ['skill']],
    ['<@U1> #patience she waited', []],
    ['<@U1> @kim #patience she waited', ['people']],
  ])('%j lists what is missing', (typed, missing) => {
    expect(read(typed).missing).toEqual(missing);
  });
});

const ids = (letter: string) => fc.stringMatching(/^[A-Z0-9]{1,8}$/).map((rest) => letter + rest);
const skills = library.list('skill').map(({ id }) => id);
const text = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          '#patience',
          'patience:',
          'for',
          'and',
          '<@U2>',
          '<!channel>',
          '&lt;',
          '&',
          '::',
          ':',
          '-',
          '—',
          '\n',
          'waited',
          "'s",
          '#',
          '<#C1|x>',
          '|',
          '<https://a.example|b>',
        ),
      )
      .map((words) => words.join(' ')),
  )
  .map((words) => words.trim());

const shoutouts = fc
  .record({
    people: fc.uniqueArray(fc.oneof(ids('U'), ids('W')), { maxLength: 10 }),
    groups: fc.uniqueArray(ids('S'), { maxLength: 3 }),
    skill: fc.option(fc.constantFrom(...skills), { nil: undefined }),
    unknownSkill: fc.option(fc.constantFrom('kindness', '2nd-floor', 'höflich', ''), {
      nil: undefined,
    }),
    text,
  })
  .map((one) => (one.skill === undefined ? one : { ...one, unknownSkill: undefined }));

test('parses every printed shout-out back to the same', () => {
  fc.assert(
    fc.property(shoutouts, (shoutout) => {
      const printed = printShoutout(shoutout);
      expect(read(printed)).toMatchObject(shoutout);
    }),
    { numRuns: 1000 },
  );
});

test('parses any input, and its printed form to the same', () => {
  const parts = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        '<@U1>',
        '<@U2|ben>',
        '<!subteam^S1>',
        '#patience',
        '<#C1|patience>',
        'for',
        'and',
        ': ',
        "'s ",
        '&lt;',
      ),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(parts, (some) => {
      const first: TypedShoutout = read(some.join(' '));
      const { people, groups, skill, unknownSkill, text: said } = first;
      expect(read(printShoutout(first))).toMatchObject({
        people,
        groups,
        skill,
        unknownSkill,
        text: said,
      });
    }),
  );
});

test('knows a skill by a word that only its title has', () => {
  expect(naming.skills.withWord('listener')?.id).toBe('good-listener');
  expect(naming.skills.withWord('Feedback')?.id).toBe('customer-feedback');
  expect(naming.skills.withWord('customer')).toBe(undefined);
  expect(naming.skills.withWord('good')).toBe(undefined);
});

test('finds three nearest skills by meaning or spelling', () => {
  expect(naming.skills.nearest('kindness')).toEqual([
    'compassion',
    'appreciation',
    'good-listener',
  ]);
  expect(naming.skills.nearest('listning')[0]).toBe('good-listener');
  expect(naming.skills.nearest('angry customers')[0]).toBe('self-control');
  expect(naming.skills.nearest('')).toHaveLength(3);
  expect(naming.skills.nearest('x'.repeat(5000))).toHaveLength(3);
});

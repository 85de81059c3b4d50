import { expect, test } from 'vitest';
import { parseShoutout } from '../../../../src/features/shoutouts/parse/parse-shoutout.ts';
import { skillsOf } from '../../../../src/features/shoutouts/parse/skill-names.ts';
import { spanishContent } from '../../../i18n/spanish-content.ts';
import { naming } from './typed.ts';

const [english] = spanishContent.others;
const readers = {
  Spanish: { ...naming, skills: skillsOf(spanishContent) },
  English: { ...naming, skills: skillsOf(english ?? spanishContent) },
};

const waited = 'se quedó con un niño perdido';

test.each([
  [`<@U1> #paciencia ${waited}`, 'U1', 'patience', waited],
  [`<@U1> #patience ${waited}`, 'U1', 'patience', waited],
  [`<@U1> #Compasión ${waited}`, 'U1', 'compassion', waited],
  [`<@U1> #compasion ${waited}`, 'U1', 'compassion', waited],
  [`<@U1> #compacion ${waited}`, 'U1', 'compassion', waited],
  [`<@U1> #pasiencia ${waited}`, 'U1', 'patience', waited],
  [`<@U1> #saber escuchar: ${waited}`, 'U1', 'good-listener', waited],
  [`<@U1> #saber escuhar: ${waited}`, 'U1', 'good-listener', waited],
  [`<@U1> #conocer el prodcto ${waited}`, 'U1', 'product-knowledge', waited],
  [`<@U1> #autocontroll a la hora ${waited}`, 'U1', 'self-control', `a la hora ${waited}`],
  [`<@U1> #saber-escuchar ${waited}`, 'U1', 'good-listener', waited],
  [`<@U1> y <@U2> #paciencia ${waited}`, 'U1 U2', 'patience', waited],
  [`<@U1>, <@U2> y también <@U3> #paciencia ${waited}`, 'U1 U2 U3', 'patience', waited],
  [`<@U1> junto con <@U2> #paciencia ${waited}`, 'U1 U2', 'patience', waited],
  [`gracias <@U1> #paciencia ${waited}`, 'U1', 'patience', waited],
  [`Muchas gracias a <@U1> por #paciencia ${waited}`, 'U1', 'patience', waited],
  [`muchisimas gracias a <@U1> por su #paciencia: ${waited}`, 'U1', 'patience', waited],
  [`<@U1> paciencia: ${waited}`, 'U1', 'patience', waited],
  [`<@U1> por su paciencia, esperó con el señor`, 'U1', 'patience', 'esperó con el señor'],
  [`<@U1> por su paciencia conmigo`, 'U1', 'patience', 'por su paciencia conmigo'],
  [`#paciencia: <@U1> y <@U2>: ${waited}`, 'U1 U2', 'patience', waited],
  // Words of the text that join nothing stay in it.
  [`<@U1> #paciencia y además ${waited}`, 'U1', 'patience', `y además ${waited}`],
  [
    `<@U1> #paciencia a la hora de cerrar ${waited}`,
    'U1',
    'patience',
    `a la hora de cerrar ${waited}`,
  ],
  [`<@U1> #paciencia on Monday, until 9:00`, 'U1', 'patience', 'on Monday, until 9:00'],
])('reads %s', (typed, who, named, text) => {
  for (const [reader, known] of Object.entries(readers)) {
    const found = parseShoutout(known, typed);
    expect([found.people.join(' '), found.skill, found.text], reader).toEqual([who, named, text]);
  }
});

test.each([
  [`<@U1> paciencia es su segundo nombre`, 'patience'],
  [`<@U1> paciencia con todo el mundo`, 'patience'],
])('suggests the skill in %s', (typed, suggested) => {
  const found = parseShoutout(readers.Spanish, typed);
  expect([found.skill, found.suggestedSkill]).toEqual([undefined, suggested]);
});

test('thanks before a colon are no skill', () => {
  const found = parseShoutout(readers.Spanish, `<@U1> gracias: ${waited}`);
  expect(found.skill).toBeUndefined();
});

test('finds only skills that the reader’s own content has', () => {
  const { library } = spanishContent;
  const without = {
    ...library,
    find: (id: string) => (id === 'patience' ? undefined : library.find(id)),
  };
  const skills = skillsOf({ library: without, others: [{ library }] });
  expect(skills.find('#paciencia')).toBeUndefined();
  expect(skills.find('compasión')).toMatchObject({ id: 'compassion' });
});

import { expect, test } from 'vitest';
import type { Content } from '../../../src/content/content.ts';
import { danger } from '../../../src/features/guidelines/actions.ts';
import { search } from '../../../src/features/guidelines/command.ts';
import { routes } from '../../../src/features/guidelines/routes.ts';
import { ourContent } from '../../our-content.ts';
import { inDoubt } from '../../signposts/in-doubt.ts';

const english = await ourContent('en', 'all');
const [spanish] = english.others as [Content];
const inEnglish = 'Is somebody hurt or in danger?';
const inSpanish = '¿Hay alguien herido o en peligro?';

const depsOf = (content: Content) => ({
  content: () => content,
  clock: { now: () => 0 },
  extras: () => [],
  languageButtons: () => [],
});
const ask = (content: Content, text: string) => search(depsOf(content))({ text }).text;
const press = (content: Content, value: { first: string; second?: string }) =>
  danger(depsOf(content))({ value }).tell?.text;

type Ids = { readonly found?: string; readonly meant: string };

/** The content as it would be with these signposts for any question. */
function withSignposts(content: Content, { found, meant }: Ids): Content {
  const named = (name?: string) => content.signposts.all.filter(({ id }) => id === name);
  const recognize = () => ({ calls: named(found), mayBeMeant: named(meant) });
  return { ...content, signposts: { ...content.signposts, recognize } };
}

test.each(['patience', 'how do I calm somebody down', 'xyzzy'])(
  'what may be meant is asked about below the answer to "%s", unless it names an entry',
  (question) => {
    const text = ask(withSignposts(english, { meant: 'fire' }), question);
    expect(text.endsWith(`• ${inEnglish}`)).toBe(question !== 'patience');
  },
);

test.each([
  ['legal', 'Not in this library', true],
  ['violence', 'Safety first', false],
])('a signpost for %s says %s; whether a question follows: %s', (found, kind, isAsked) => {
  const text = ask(withSignposts(english, { found, meant: 'fire' }), 'xyzzy');
  expect(text).toContain(kind);
  expect(text.includes(inEnglish)).toBe(isAsked);
});

test('a Spanish reader who asks in English is asked and answered in Spanish', () => {
  expect(ask(spanish, inDoubt)).toContain(inSpanish);
  const [atRisk] = english.signposts.recognize(inDoubt).mayBeMeant;
  expect(press(spanish, { first: atRisk?.id ?? '' })).toContain('Primero, la seguridad');
});

test('a language without a classifier asks about nothing', () => {
  expect(spanish.signposts.recognize('la abuela está confundida y deambula').mayBeMeant).toEqual(
    [],
  );
  expect(ask(spanish, 'hay un señor raro en la puerta')).not.toContain(inSpanish);
});

test('the button fits two signposts, and opens both', () => {
  const { value = '' } = routes.danger.button({
    label: inEnglish,
    value: { first: 'fire', second: 'violence' },
  });
  expect(value).toBe('fire violence');
  const text = press(english, { first: 'fire', second: 'violence' });
  expect(text).toContain('Fire, smoke or gas');
  expect(text).toContain('A threat, a weapon or an attack');
});

test.each(['company-rules', 'legal', 'constructor', '__proto__', '<!channel>', 'patience'])(
  'a value that names no signpost for safety, "%s", opens the list of what there is',
  (first) => {
    const text = press(english, { first });
    expect(text).not.toContain('Safety first');
    expect(text).toContain('What can I help with?');
    expect(text).not.toContain(first);
  },
);

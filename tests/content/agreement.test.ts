import {
  isPluralElement,
  isPoundElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type Entry, kinds } from '../../src/content/entry.ts';
import { readSignposts } from '../../src/content/read-signposts.ts';
import { namesIn, parseMessage } from '../../src/i18n/parse-message.ts';
import { buildLibrary } from './build-library.ts';
import { filesIn, ownFiles, ownLanguages } from './files.ts';

/** The texts of the app by their keys: `menu.title`. */
function messagesIn(language: string): Map<string, string> {
  const walk = (node: unknown, path: string): [string, string][] =>
    typeof node === 'string'
      ? [[path, node]]
      : Object.entries(node as object).flatMap(([name, child]) =>
          walk(child, path ? `${path}.${name}` : name),
        );
  return new Map(walk(load(filesIn(language).get('words.yml') ?? ''), ''));
}

const entriesIn = (language: string): Map<string, Entry> => {
  const library = buildLibrary(filesIn(language));
  return new Map(kinds.flatMap((kind) => library.list(kind)).map((entry) => [entry.id, entry]));
};

/** What a translation of an entry keeps. */
function shapeOf(entry: Entry) {
  const { kind, place, related, details } = entry;
  const skill =
    entry.kind === 'skill'
      ? { ifThen: entry.ifThen?.length, scenes: entry.practice.map(({ furthest }) => furthest) }
      : {};
  return {
    kind,
    place,
    related: new Set(related),
    fields: new Set(Object.keys(entry)),
    details: details.length,
    ...skill,
  };
}

const english = {
  messages: messagesIn('en'),
  entries: entriesIn('en'),
  signposts: readSignposts(ownFiles).rules,
};

/** The forms of each number that a text shows; where it shows none, one form may be enough. */
function pluralsIn(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => {
    if (!isPluralElement(element) && !isSelectElement(element)) return [];
    const inner = Object.values(element.options).flatMap(({ value }) => pluralsIn(value));
    if (!element.options.other?.value.some(isPoundElement)) return inner;
    return [Object.keys(element.options), ...inner];
  });
}

describe.each(ownLanguages.filter((language) => language !== 'en'))('%s', (language) => {
  const messages = messagesIn(language);
  const entries = entriesIn(language);

  test('has every text of the app, with the values of the English one', () => {
    expect(new Set(messages.keys())).toEqual(new Set(english.messages.keys()));
    const valuesOf = (text = '') => namesIn(parseMessage(text));
    const different = [...messages].filter(
      ([key, text]) =>
        valuesOf(text).symmetricDifference(valuesOf(english.messages.get(key))).size > 0,
    );
    expect(different).toEqual([]);
  });

  test('has a form for every kind of number', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    // The form for millions may be that of other large numbers.
    const needed = pluralCategories.filter((category) => category !== 'many');
    const incomplete = [...messages].filter(([, text]) =>
      pluralsIn(parse(text, { ignoreTag: true })).some((forms) =>
        needed.some((category) => !forms.includes(category)),
      ),
    );
    expect(incomplete).toEqual([]);
  });

  test('has the entries of the English library, with the same sections and relations', () => {
    expect(new Set(entries.keys())).toEqual(new Set(english.entries.keys()));
    for (const [id, entry] of entries) {
      const original = english.entries.get(id);
      expect([id, shapeOf(entry)]).toEqual([id, original && shapeOf(original)]);
    }
  });

  test('has as many tips for each skill, or more', () => {
    const tips = (entry: Entry | undefined) => (entry?.kind === 'skill' ? entry.tips.length : 0);
    const fewer = [...entries].filter(([id, one]) => tips(one) < tips(english.entries.get(id)));
    expect(fewer.map(([id]) => id)).toEqual([]);
  });

  test('has the same signposts, which lead to the same entries', () => {
    const signposts = readSignposts(filesIn(language)).rules;
    const shape = ({ signpost: { id, kind, guidelines } }: (typeof signposts)[number]) => ({
      id,
      kind,
      guidelines,
    });
    expect(signposts.map(shape)).toEqual(english.signposts.map(shape));
  });
});

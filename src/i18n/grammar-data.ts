import { beginsDates } from './grammar-dates.ts';
import type { GrammarData } from './grammar-schema.ts';
import { grammarWords } from './grammar-words.ts';
import { plainPhrase } from './phrases.ts';

export type { GrammarData } from './grammar-schema.ts';

export type Section = keyof typeof grammarWords | 'places';

export const sectionNames = [...Object.keys(grammarWords), 'places'] as readonly Section[];

/** Of a language without a `grammar.yml`. */
export const noWords = Object.fromEntries(sectionNames.map((name) => [name, {}])) as GrammarData;

/** The sections that are read together, by the command or the field that a text stands in. */
export const scopes = {
  other: [],
  commands: ['commands'],
  help: ['help', 'commands'],
  tips: ['tips', 'calendar', 'places'],
  pause: ['tips', 'calendar', 'places'],
  skip: ['tips', 'calendar', 'places'],
  holidays: ['holidays', 'places'],
  skills: ['skills'],
  mode: ['mode'],
  recap: ['recap', 'calendar', 'places'],
  my: ['my-data'],
  'my-data': ['my-data'],
  admin: ['admin'],
  dates: ['calendar'],
  zone: ['calendar', 'places'],
} as const satisfies Readonly<Record<string, readonly Section[]>>;

export type Scope = keyof typeof scopes;

/**
 * The scope of what follows a command and the arguments that the words for it hold; `other`: nothing
 * of it is rewritten.
 */
export function scopeOf(command: string, prefix = ''): Scope {
  if (command === 'tips' && beginsDates(prefix)) return 'pause';
  return Object.hasOwn(scopes, command) ? (command as Scope) : 'other';
}

/** The phrases of a section with what they mean, in the order of the file. */
export const entriesOf = (
  data: GrammarData,
  section: Section,
): readonly (readonly [phrase: string, meaning: string])[] =>
  Object.entries(data[section]).flatMap(([meaning, found = []]) =>
    found.map((phrase) => [phrase, meaning] as const),
  );

/** The phrases of `more` come first: they are shown. */
export function mergeGrammars(first: GrammarData, more: GrammarData): GrammarData {
  const merged = sectionNames.map((name) => {
    const [own, others] = [first[name], more[name]];
    const words = new Set([...Object.keys(own), ...Object.keys(others)]);
    const lists = [...words].map((word) => [word, [...(others[word] ?? []), ...(own[word] ?? [])]]);
    return [name, Object.fromEntries(lists)];
  });
  return {
    ...(Object.fromEntries(merged) as GrammarData),
    'day-first': more['day-first'] ?? first['day-first'],
  };
}

type Conflict = { readonly field: string; readonly reason: string };

/** Sections that are read together, and no part of others that are. */
const together: readonly (readonly Section[])[] = [
  scopes.help,
  scopes.tips,
  scopes.recap,
  scopes.holidays,
  ...(['skills', 'mode', 'my-data', 'admin', 'months', 'shoutout', 'polite'] as const).map(
    (name) => [name],
  ),
];

/** Phrases that mean two things in one place, or hide an English word that means something else. */
export function conflictsIn(data: GrammarData): readonly Conflict[] {
  const conflicts = new Map<string, Conflict>();
  const entries = new Map(
    sectionNames.map((name) => [
      name,
      entriesOf(data, name).map(
        ([phrase, meaning]) => [phrase, meaning, plainPhrase(phrase)] as const,
      ),
    ]),
  );
  for (const names of together) {
    const meanings = new Map(names.flatMap(englishWords).map((word) => [plainPhrase(word), word]));
    for (const name of names) {
      for (const [phrase, meaning, plain] of entries.get(name) ?? []) {
        const other = meanings.get(plain) ?? meaning;
        meanings.set(plain, other);
        if (other === meaning) continue;
        const reason = `"${phrase}" means "${other}" already, so choose other words`;
        conflicts.set(`${name} ${meaning} ${plain}`, { field: `${name} ${meaning}`, reason });
      }
    }
  }
  return [...conflicts.values()];
}

const englishWords = (name: Section): readonly string[] =>
  name === 'places' ? [] : grammarWords[name];

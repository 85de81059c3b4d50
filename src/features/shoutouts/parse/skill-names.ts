import { type Content, entryIn } from '../../../content/content.ts';
import type { Entry } from '../../../content/entry.ts';
import type { Library } from '../../../content/library.ts';
import { isWithinEdits } from '../../../text/edit-distance.ts';
import { withoutAccents } from '../../../text/tokenize.ts';

type NamedSkill = {
  readonly id: string;
  /** `name`: by id or title. An alias is less certain, as it may be an ordinary word. */
  readonly by: 'name' | 'alias';
};

export type SkillNames = {
  /** By id, title or alias, whatever its case, accents, hyphens, spaces and plural. */
  readonly find: (text: string) => NamedSkill | undefined;
  /** The only skill whose id or title is a typo away, or two in a long one. */
  readonly nearlyNamed: (text: string) => NamedSkill | undefined;
  /** The only skill whose title has this word: `#listener`. */
  readonly withWord: (text: string) => NamedSkill | undefined;
  /** The ids of the three nearest skills, the nearest first. */
  readonly nearest: (text: string) => readonly string[];
};

/** Characters; no name of a skill is longer. */
const longestName = 100;

/** Characters: in shorter words a typo often makes another word. */
const shortestForTypo = 6;

/** Characters of a name that may have two. */
const longName = 12;

function skillNames(library: Library): SkillNames {
  const skills = library.list('skill');
  const named = new Map<string, NamedSkill>();
  const add = (name: string, skill: NamedSkill) => {
    const key = keyOf(name);
    if (key && !named.has(key)) named.set(key, skill);
  };
  for (const { id, title } of skills) for (const name of [id, title]) add(name, { id, by: 'name' });
  for (const { id, aliases } of skills) for (const name of aliases) add(name, { id, by: 'alias' });
  const names = [...named].filter(([, { by }]) => by === 'name');
  let spellings: readonly NamePairs[] | undefined;
  const pairsOfNames = () => {
    spellings ??= [...named].map(([name, { id }]) => ({ id, pairs: pairsOf(name) }));
    return spellings;
  };
  const relatedTo = (entries: readonly Entry[]): readonly Entry[] =>
    entries
      .flatMap(({ related }) => related.flatMap((id) => library.find(id) ?? []))
      .filter(isSkill);

  return {
    find: (text) => named.get(keyOf(text)),
    nearlyNamed: (text) => {
      const key = keyOf(text);
      if (key.length < shortestForTypo) return undefined;
      const edits = key.length < longName ? 1 : 2;
      return onlyOne(
        names.filter(([name]) => isWithinEdits(name, key, edits)).map(([, skill]) => skill),
      );
    },
    withWord: (text) => {
      const key = keyOf(text);
      if (key.length < shortestForTypo) return undefined;
      return onlyOne(
        skills
          .filter(({ title }) => title.split(' ').some((word) => keyOf(word) === key))
          .map(({ id }) => ({ id, by: 'name' })),
      );
    },
    nearest: (text) => {
      const result = library.search(text);
      const entries =
        result.kind === 'entry' ? [result.entry] : result.kind === 'nearest' ? result.entries : [];
      const spelt = bySpelling(pairsOfNames(), keyOf(text.slice(0, longestName)));
      const related = relatedTo(entries);
      return [
        ...new Set([
          ...entries.filter(isSkill).map(({ id }) => id),
          ...spelt.filter(({ likeness }) => likeness >= leastLikeness).map(({ id }) => id),
          ...related.map(({ id }) => id),
          ...relatedTo(related).map(({ id }) => id),
          ...spelt.map(({ id }) => id),
        ]),
      ].slice(0, 3);
    },
  };
}

const isSkill = ({ kind }: Entry): boolean => kind === 'skill';

const onlyOne = ([first, ...others]: readonly NamedSkill[]): NamedSkill | undefined =>
  others.every(({ id }) => id === first?.id) ? first : undefined;

function keyOf(name: string): string {
  if (name.length > longestName) return '';
  return withoutAccents(name)
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/(?<=.{3}[^s])s$/, '');
}

/** From here on a name is what was typed with a few slips; below it is chance. */
const leastLikeness = 0.6;

type NamePairs = { readonly id: string; readonly pairs: ReadonlySet<string> };

/** The skills by the letter pairs that their best name shares with what was typed. */
function bySpelling(
  names: readonly NamePairs[],
  typed: string,
): readonly { readonly id: string; readonly likeness: number }[] {
  const pairsTyped = pairsOf(typed);
  const best = new Map<string, number>();
  for (const { id, pairs } of names) {
    const shared = [...pairs].filter((pair) => pairsTyped.has(pair)).length;
    const likeness = (2 * shared) / (pairs.size + pairsTyped.size || 1);
    if (likeness > (best.get(id) ?? -1)) best.set(id, likeness);
  }
  return [...best]
    .map(([id, likeness]) => ({ id, likeness }))
    .sort((one, other) => other.likeness - one.likeness);
}

function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
}

const namesByLibrary = new WeakMap<Library, SkillNames>();

/** The names of a library's skills; collected once per library. */
function namesIn(library: Library): SkillNames {
  const names = namesByLibrary.get(library) ?? skillNames(library);
  namesByLibrary.set(library, names);
  return names;
}

/** The names of the skills in the reader's language, then in the others that there are. */
export function skillsOf({
  library,
  others,
}: Pick<Content, 'library'> & {
  readonly others: readonly Pick<Content, 'library'>[];
}): SkillNames {
  const own = namesIn(library);
  const all = [own, ...others.map((other) => namesIn(other.library))];
  const isHere = (skill: NamedSkill | undefined) => skill && library.find(skill.id) !== undefined;
  return {
    find: (text) => {
      const found = all.map(({ find }) => find(text)).filter(isHere);
      return found.find((skill) => skill?.by === 'name') ?? found[0];
    },
    nearlyNamed: (text) => all.map(({ nearlyNamed }) => nearlyNamed(text)).find(isHere),
    withWord: (text) => all.map(({ withWord }) => withWord(text)).find(isHere),
    nearest: own.nearest,
  };
}

export function skillTitle(content: Content, id: string): string {
  return entryIn(content, id)?.entry.title ?? id;
}

import type { Entry } from '../../../content/entry.ts';
import type { Library } from '../../../content/library.ts';

type NamedSkill = {
  readonly id: string;
  /** `name`: its id or title. An alias is a word that people use in many senses. */
  readonly by: 'name' | 'alias';
};

export type SkillNames = {
  /** By exactly this id, title or alias; case, accents, hyphens, spaces and a plural don't matter. */
  readonly find: (text: string) => NamedSkill | undefined;
  /** The one skill whose id or title this is with one typo in it. */
  readonly misspelt: (text: string) => NamedSkill | undefined;
  /** The ids of the three that come nearest, the nearest first. */
  readonly nearest: (text: string) => readonly string[];
};

/** Shorter words with a typo are other words. */
const leastForTypo = 6;

export function skillNames(library: Library): SkillNames {
  const skills = library.list('skill');
  const named = new Map<string, NamedSkill>();
  const add = (name: string, skill: NamedSkill) => {
    const key = keyOf(name);
    if (key && !named.has(key)) named.set(key, skill);
  };
  for (const { id, title } of skills) for (const name of [id, title]) add(name, { id, by: 'name' });
  for (const { id, aliases } of skills) for (const name of aliases) add(name, { id, by: 'alias' });
  const names = [...named].filter(([, { by }]) => by === 'name');

  return {
    find: (text) => named.get(keyOf(text)),
    misspelt: (text) => {
      const key = keyOf(text);
      if (key.length < leastForTypo) return undefined;
      const near = names.filter(([name]) => isOneTypoAway(name, key)).map(([, skill]) => skill);
      const [first, ...others] = near;
      return others.every(({ id }) => id === first?.id) ? first : undefined;
    },
    nearest: (text) => {
      const found = library.search(text);
      const entries =
        found.kind === 'entry' ? [found.entry] : found.kind === 'nearest' ? found.entries : [];
      const ids = entries.filter(({ kind }: Entry) => kind === 'skill').map(({ id }) => id);
      return [...new Set([...ids, ...bySpelling(named, keyOf(text))])].slice(0, 3);
    },
  };
}

function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/(?<=.{3}[^s])s$/, '');
}

/** One letter wrong, missing, too many, or two beside each other exchanged. */
function isOneTypoAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)) return true;
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}

/** The skills in the order of how many pairs of letters the best of their names shares with what was typed. */
function bySpelling(named: ReadonlyMap<string, NamedSkill>, typed: string): readonly string[] {
  const pairsTyped = pairsOf(typed);
  const best = new Map<string, number>();
  for (const [name, { id }] of named) {
    const pairs = pairsOf(name);
    const shared = [...pairs].filter((pair) => pairsTyped.has(pair)).length;
    const likeness = (2 * shared) / (pairs.size + pairsTyped.size || 1);
    if (likeness > (best.get(id) ?? -1)) best.set(id, likeness);
  }
  return [...best].sort(([, one], [, other]) => other - one).map(([id]) => id);
}

function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
}

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Problem, Problems } from '../problems.ts';
import { byCodeUnits } from '../text/compare.ts';

export type ContentSource = {
  /** Our own `prompts/`, then a company's folder, which holds what it changes. */
  readonly roots: readonly [string, ...string[]];
  /** In order of preference; the default is the first that there is, or else English. */
  readonly languages: readonly string[];
  /** The languages that people can read; only the default if it is left out. */
  readonly offered?: readonly string[] | 'all' | undefined;
  /** The folder that keeps what was found out for the next start; by default it isn't kept. */
  readonly keptIn?: string | undefined;
};

type Roots = ContentSource['roots'];

const has = (root: string, language: string): boolean => existsSync(join(root, language));

/** As the names of folders have it: `en`, `pt-BR`, `es-419`. */
const languageTag = /^[a-z]{2,3}(?:-(?:[A-Z]{2}|\d{3}|[A-Z][a-z]{3}))?$/;

export type LanguageFolders = {
  readonly language: string;
  /** Those that have it; the texts of the later ones lie on those of the others. */
  readonly roots: readonly string[];
};

/** The languages that people can read, the default first. Throws `Problems` if one is missing. */
export async function languagesOf({
  roots,
  languages,
  offered,
}: ContentSource): Promise<readonly LanguageFolders[]> {
  const isThere = (language: string) => roots.some((root) => has(root, language));
  const known = await languagesIn(roots);
  const all = offered === 'all' ? known : offered;
  const missing = all?.filter((language) => !isThere(language)) ?? [];
  if (missing.length > 0) throw new Problems(missing.map((language) => notThere(language, roots)));
  const mayBe = (language: string) => !all || offered === 'all' || all.includes(language);
  const [any = 'en'] = all ?? [];
  const first = languages.find((one) => mayBe(one) && isThere(one)) ?? (mayBe('en') ? 'en' : any);
  // A company's folder without any language is reported with the default one.
  const isEmpty = (root: string) => ![...known, ...languages].some((one) => has(root, one));
  const rootsOf = (language: string) => {
    const found = roots.filter(
      (root) => has(root, language) || (language === first && root !== roots[0] && isEmpty(root)),
    );
    return found.length > 0 ? found : roots;
  };
  const others = all?.filter((language) => language !== first) ?? [];
  return [first, ...others].map((language) => ({ language, roots: rootsOf(language) }));
}

const notThere = (language: string, roots: Roots): Problem => ({
  place: 'settings',
  field: 'LANGUAGES',
  reason: `there is no folder ${roots.map((root) => join(root, language)).join(' or ')}`,
});

/** The folders of languages that have the app's own texts, whichever root has them. */
async function languagesIn(roots: Roots): Promise<string[]> {
  const found = await Promise.all(
    roots.map(async (root) => {
      const names = await readdir(root).catch((): string[] => []);
      return names.filter((name) => languageTag.test(name) && has(root, join(name, 'words.yml')));
    }),
  );
  return [...new Set(found.flat())].sort(byCodeUnits);
}

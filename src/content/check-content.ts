import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readMessages } from '../i18n/read-messages.ts';
import { type Problem, Problems } from '../problems.ts';
import type { ContentData } from './content-data.ts';
import { layersOf, readWordVectors } from './files.ts';
import { readGrammars } from './read-grammars.ts';
import { readLanguages } from './read-languages.ts';
import { readLibrary } from './read-library.ts';
import { readSignposts } from './read-signposts.ts';
import type { SourceFiles } from './source-files.ts';

const wordsFile = 'words.yml';

/** Throws `Problems` with all problems of all files, after those of reading them. */
export function checkContent({ languages, grammars, problems }: SourceFiles): ContentData {
  const found = [...problems];
  const attempt = <T>(check: () => T, placeOf = (place: string) => place): T | undefined => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      const placed = (problem: Problem) => ({ ...problem, place: placeOf(problem.place) });
      found.push(...error.problems.map(placed));
      return undefined;
    }
  };
  const checked = languages.flatMap(({ language, roots, files }) => {
    /** The whole path of a file; what several roots have, the last of them got wrong. */
    const placeOf = (place: string): string => {
      const root = roots.findLast((each) => existsSync(join(each, language, place)));
      return join(root ?? roots.at(-1) ?? '', language, place);
    };
    const catalogue = layersOf(files.get(wordsFile) ?? '');
    const library = attempt(() => readLibrary(files), placeOf);
    const messages = attempt(() => readMessages(wordsFile, catalogue), placeOf);
    const signposts = attempt(() => readSignposts(files), placeOf);
    const otherLanguages = attempt(() => readLanguages(files), placeOf);
    attempt(() => readWordVectors(roots, language));
    return library && messages && signposts && otherLanguages
      ? [{ language, library, messages, signposts, otherLanguages }]
      : [];
  });
  const words = attempt(() => readGrammars(grammars.languages, grammars.files));
  if (found.length > 0 || !words) throw new Problems(found);
  return { languages: checked, grammars: words };
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogue, type Translate } from '../i18n/catalogue.ts';
import type { Log } from '../ports/log.ts';
import { type Problem, Problems, problemLine } from '../problems.ts';
import { readContentFiles } from './files.ts';
import { buildLibrary, type Library } from './library.ts';

/** Everything the app teaches and says, in one language. */
export type Content = {
  readonly library: Library;
  readonly words: Translate;
  /** Of its folder, such as `en` or `pt-BR`; for dates and lists in words. */
  readonly language: string;
};

export type ContentSource = {
  /** Our own `prompts/`, then a company's folder, whose files take the place of ours. */
  readonly roots: readonly [string, ...string[]];
  /** In the order of preference, those of a company's folder included; where none is there, English is. */
  readonly languages: readonly string[];
};

const wordsFile = 'words.yml';

/** Throws `Problems` with everything that is wrong in any file. */
export async function readContent({ roots, languages }: ContentSource): Promise<Content> {
  const speaks = (root: string, code: string) => existsSync(join(root, code));
  const language = languages.find((code) => roots.some((root) => speaks(root, code))) ?? 'en';
  const [own, ...companies] = roots;
  const alone = companies.length > 0 && !speaks(own, language);
  const files = await readContentFiles(alone ? companies : roots, language);
  const problems: Problem[] = [];
  const attempt = <T>(build: () => T): T | undefined => {
    try {
      return build();
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const library = attempt(() => buildLibrary(files));
  const words = attempt(() => readCatalogue(wordsFile, files.get(wordsFile) ?? '', language));
  if (!library || !words) throw new Problems(problems);
  return { library, words, language };
}

/** Content that can be read again while the app runs: what is broken does not replace what works. */
export function liveContent(source: ContentSource, first: Content, log: Log) {
  let current = first;
  return {
    current: () => current,
    reread: async (): Promise<void> => {
      try {
        const read = await readContent(source);
        read.library.prepare();
        current = read;
        log.info({ entries: read.library.size }, 'content read again');
      } catch (error) {
        if (!(error instanceof Problems)) throw error;
        const problems = error.problems.map(problemLine);
        log.error({ problems }, 'the new content is broken; the old one stays in use');
      }
    },
  };
}

import { type Content, readContent } from '../src/content/content.ts';

const read = new Map<string, Promise<Content>>();

/** Our content, read once for all tests: nothing changes it, and it keeps its search indexes. */
export const ourContent = (language = 'en', offered?: 'all'): Promise<Content> =>
  read.getOrInsertComputed(`${language} ${offered}`, () =>
    readContent({ roots: ['prompts'], languages: [language], offered }),
  );

import type { ContentFiles } from '../../src/content/files.ts';
import { type Library, libraryOf } from '../../src/content/library.ts';
import { readLibrary } from '../../src/content/read-library.ts';

export const buildLibrary = (files: ContentFiles): Library => libraryOf(readLibrary(files));

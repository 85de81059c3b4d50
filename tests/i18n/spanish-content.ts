import type { Content } from '../../src/content/content.ts';
import { ourContent } from '../our-content.ts';

/** For a person who reads Spanish, where there is English too. */
export const [spanishContent] = (await ourContent('en', 'all')).others as [Content];

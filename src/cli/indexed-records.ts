import { indexedShoutouts } from '../features/shoutouts/index.ts';
import type { Indexed } from '../store/indexed.ts';

/** Every kind of record that indexes lead to, as the features name them, for `npm run store -- check`. */
export const indexedRecords: readonly Indexed[] = [indexedShoutouts];

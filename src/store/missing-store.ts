import { Problems } from '../problems.ts';

/** The app has never started with the store that STORE_URL names. */
export class MissingStore extends Problems {
  constructor(reason: string) {
    super([{ place: 'settings', field: 'STORE_URL', reason }]);
    this.name = 'MissingStore';
  }
}

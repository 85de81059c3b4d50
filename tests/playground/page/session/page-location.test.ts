import { expect, test } from 'vitest';
import {
  locationSearch,
  type PageLocation,
  parseLocation,
} from '../../../../playground/page/session/page-location.ts';

test('a place survives its address', () => {
  const location: PageLocation = {
    team: 'T1',
    user: 'U1',
    channel: 'C1',
    tab: 'messages',
    thread: '1.000001',
  };
  expect(parseLocation(locationSearch(location))).toEqual(location);
});

test('nowhere in particular has no query', () => {
  expect(locationSearch({ team: undefined })).toBe('');
});

test('a tab that there is none of is nothing', () => {
  expect(parseLocation('?tab=attic').tab).toBeUndefined();
});

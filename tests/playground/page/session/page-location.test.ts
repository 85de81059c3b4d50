import { expect, test } from 'vitest';
import {
  locationSearch,
  type PageLocation,
  parseLocation,
} from '../../../../playground/page/session/page-location.ts';

test('a location survives a round trip through the URL', () => {
  const location: PageLocation = {
    team: 'T1',
    user: 'U1',
    channel: 'C1',
    tab: 'messages',
    thread: '1.000001',
  };
  expect(parseLocation(locationSearch(location))).toEqual(location);
});

test('an empty location has no query', () => {
  expect(locationSearch({ team: undefined })).toBe('');
});

test('ignores an unknown tab', () => {
  expect(parseLocation('?tab=attic').tab).toBeUndefined();
});

import { expect, test } from 'vitest';
import { type Place, placeSearch, readPlace } from '../../../../playground/page/session/place.ts';

test('a place survives its address', () => {
  const place: Place = {
    team: 'T1',
    user: 'U1',
    channel: 'C1',
    tab: 'messages',
    thread: '1.000001',
  };
  expect(readPlace(placeSearch(place))).toEqual(place);
});

test('nowhere in particular has no query', () => {
  expect(placeSearch({ team: undefined })).toBe('');
});

test('a tab that there is none of is nothing', () => {
  expect(readPlace('?tab=attic').tab).toBeUndefined();
});

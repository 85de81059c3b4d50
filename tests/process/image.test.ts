import { expect, test } from 'vitest';
import { all, copyPackages, dockerfile, imageWorks } from './image.ts';

test('the steps of the image give an app and commands that work', async () => {
  await imageWorks(copyPackages);
}, 120_000);

test('the image runs as an ordinary user, who also fills the compile cache', () => {
  expect(all('USER')).toEqual(['node']);
  // Node keeps a cache for each user.
  expect(dockerfile.indexOf('USER node')).toBeLessThan(dockerfile.indexOf('RUN node src/main.js'));
});

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { tokenCipher, UnreadableToken } from '../../src/installation/token-cipher.ts';

const [key, otherKey] = [randomBytes(32), randomBytes(32)];
const token = 'xoxb-1-canary';

test('opens what it sealed, and the sealed text differs each time', () => {
  const cipher = tokenCipher(key);
  const [one, other] = [cipher.seal(token, 'T1'), cipher.seal(token, 'T1')];
  expect(one).not.toBe(other);
  expect(one).not.toContain('canary');
  expect(cipher.open(one, 'T1')).toBe(token);
});

test('opens nothing of another workspace, of another key, or that was changed', () => {
  const cipher = tokenCipher(key);
  const sealed = cipher.seal(token, 'T1');
  expect(() => cipher.open(sealed, 'T2')).toThrow(UnreadableToken);
  expect(() => tokenCipher(otherKey).open(sealed, 'T1')).toThrow(UnreadableToken);
  const last = sealed.at(-3) === 'A' ? 'B' : 'A';
  const changed = `${sealed.slice(0, -3)}${last}${sealed.slice(-2)}`;
  for (const text of [changed, sealed.slice(0, 30), '', 'xoxb-1', '1.x.y'])
    expect(() => cipher.open(text, 'T1')).toThrow(UnreadableToken);
});

test('opens with the old key, and seals with the new one', () => {
  const sealed = tokenCipher(key).seal(token, 'T1');
  const cipher = tokenCipher(otherKey, key);
  expect(cipher.open(sealed, 'T1')).toBe(token);
  expect(tokenCipher(otherKey).open(cipher.seal(token, 'T1'), 'T1')).toBe(token);
});

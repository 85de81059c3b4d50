import { expect, test } from 'vitest';
import { z } from 'zod';
import { tokenCipher } from '../../src/installation/token-cipher.ts';
import { checkTokenKeys, renewEncryption } from '../../src/installation/token-keys.ts';
import { addTo, installed, key, otherKey } from './rig.ts';

async function withTokens() {
  const rig = await installed();
  await checkTokenKeys(rig, false);
  await addTo(rig.all, 'T1');
  await addTo(rig.all, 'E1', { enterprise: 'E1' });
  return rig;
}

test('a wrong key is one problem with what to do, and changes nothing', async () => {
  const { store } = await withTokens();
  const wrong = { store, cipher: tokenCipher(otherKey) };
  await expect(checkTokenKeys(wrong, false)).rejects.toThrow(
    'settings: TOKEN_KEY: is not the key that the stored tokens are encrypted with',
  );
  await checkTokenKeys({ store, cipher: tokenCipher(key) }, false);
});

test('tokens of the old key are read, and encrypted again, after which it isn’t needed', async () => {
  const { store, log } = await withTokens();
  const both = tokenCipher(otherKey, key);
  await checkTokenKeys({ store, cipher: both }, false);
  const before = await installed({ store, cipher: both });
  expect(await before.all.accessOf('T1')).toMatchObject({ token: 'xoxb-T1' });
  await renewEncryption({ store, cipher: both, log }, false);
  await renewEncryption({ store, cipher: both, log }, false);
  const cipher = tokenCipher(otherKey);
  await checkTokenKeys({ store, cipher }, false);
  const after = await installed({ store, cipher });
  expect(await after.all.accessOf('T1')).toMatchObject({ token: 'xoxb-T1' });
  await expect(checkTokenKeys({ store, cipher: tokenCipher(key) }, false)).rejects.toThrow();
});

test('the old key counts until every token is encrypted again', async () => {
  const { store, log } = await withTokens();
  const wrong = tokenCipher(otherKey);
  await checkTokenKeys({ store, cipher: tokenCipher(otherKey, key) }, false);
  await renewEncryption({ store, cipher: wrong, log }, false);
  await expect(checkTokenKeys({ store, cipher: wrong }, false)).rejects.toThrow('TOKEN_KEY');
});

test('a lost key costs the tokens and nothing else', async () => {
  const { store, log } = await withTokens();
  const notes = { namespace: 'notes', name: 'T1/a', schema: z.string() };
  await store.setMany([{ key: notes, value: 'kept' }]);
  const cipher = tokenCipher(otherKey);
  await checkTokenKeys({ store, cipher }, true);
  await renewEncryption({ store, cipher, log }, true);
  const { all } = await installed({ store, cipher });
  await expect(all.accessOf('T1')).rejects.toMatchObject({ code: 'token_unreadable' });
  await addTo(all, 'T1');
  expect(await all.accessOf('T1')).toMatchObject({ token: 'xoxb-T1' });
  expect(await store.get(notes)).toBe('kept');
  await checkTokenKeys({ store, cipher }, false);
});

import type { Log } from '../ports/log.ts';
import { put, type Store } from '../ports/store.ts';
import { Problems } from '../problems.ts';
import {
  botTokenOf,
  namespace,
  placeKey,
  placeSchema,
  refreshTokenOf,
  tokenKeysKey,
} from './record.ts';
import { keyIdOfSealed, type TokenCipher, UnreadableToken } from './token-cipher.ts';

type Deps = { readonly store: Store; readonly cipher: TokenCipher };

/**
 * Notes the key that tokens are encrypted with from now on. Rejects with `Problems` if stored tokens
 * need another one, unless the operator says that it is lost.
 */
export async function checkTokenKeys({ store, cipher }: Deps, isOldKeyLost: boolean) {
  const unknown = await store.update([tokenKeysKey], (keys = []) => {
    const missing = isOldKeyLost ? [] : keys.filter((key) => !cipher.knows(key));
    const known = [...new Set([...keys, cipher.keyId])];
    const isNew = missing.length === 0 && known.length > keys.length;
    return { writes: isNew ? [put(tokenKeysKey, known)] : [], result: missing };
  });
  if (unknown.length === 0) return;
  const reason =
    'is not the key that the stored tokens are encrypted with. Put that key back, or set it as' +
    ' TOKEN_KEY_OLD to have them encrypted again. If it is gone, set TOKEN_KEY_OLD=lost and add' +
    ' the app again in every workspace; no other data is lost';
  throw new Problems([{ place: 'settings', field: 'TOKEN_KEY', reason }]);
}

/**
 * Encrypts tokens again that were encrypted with the old key, and then forgets about that key. Can be
 * interrupted and repeated.
 */
export async function renewEncryption(
  { store, cipher, log }: Deps & { readonly log: Log },
  isOldKeyLost: boolean,
): Promise<void> {
  const known = (await store.get(tokenKeysKey)) ?? [];
  if (known.every((key) => key === cipher.keyId)) return;
  let renewed = 0;
  let unreadable = 0;
  await store.forEach({ namespace, prefix: '', schema: placeSchema }, async ({ name, value }) => {
    if ('organisation' in value || keyIdOfSealed(value.token) === cipher.keyId) return;
    const [id = ''] = name.split('/');
    const again = (sealed: string, about: string) => cipher.seal(cipher.open(sealed, about), about);
    try {
      const { refresh } = value;
      const tokens = {
        token: again(value.token, botTokenOf(id)),
        ...(refresh && {
          refresh: { ...refresh, token: again(refresh.token, refreshTokenOf(id)) },
        }),
      };
      await store.update([placeKey(id)], (current) => ({
        writes:
          current && 'token' in current && current.token === value.token
            ? [put(placeKey(id), { ...current, ...tokens })]
            : [],
        result: undefined,
      }));
      renewed += 1;
    } catch (error) {
      if (!(error instanceof UnreadableToken)) throw error;
      unreadable += 1;
    }
  });
  log.info({ renewed, unreadable }, 'encrypted stored tokens with TOKEN_KEY');
  if (unreadable === 0 || isOldKeyLost) await store.setMany([put(tokenKeysKey, [cipher.keyId])]);
}

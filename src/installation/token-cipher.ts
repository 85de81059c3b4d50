import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Encrypts tokens with AES-256-GCM; a sealed one names its key. */
export type TokenCipher = {
  readonly keyId: string;
  /** Whether tokens that were sealed with this key can be opened. */
  readonly knows: (keyId: string) => boolean;
  /** `about` says whose token it is. It can't be opened as somebody else's. */
  readonly seal: (token: string, about: string) => string;
  /** Throws `UnreadableToken` for a key that is not known, and for a text that was changed. */
  readonly open: (sealed: string, about: string) => string;
};

export class UnreadableToken extends Error {
  constructor() {
    super('a stored token can’t be decrypted with TOKEN_KEY');
    this.name = 'UnreadableToken';
  }
}

const algorithm = 'aes-256-gcm';
const ivLength = 12; // bytes, as NIST SP 800-38D recommends for GCM
const tagLength = 16;
const sealedPattern = /^1\.(?<keyId>[\w-]+)\.(?<data>[\w-]+)$/;

/** Keys are 32 random bytes, so a part of their hash tells nothing about them. */
const keyIdOf = (key: Buffer): string =>
  createHash('sha256').update('extra-mile token key').update(key).digest('hex').slice(0, 12);

/** Seals with `key`; opens what was sealed with it or with `oldKey`. */
export function tokenCipher(key: Buffer, oldKey?: Buffer): TokenCipher {
  const keys = new Map([key, ...(oldKey ? [oldKey] : [])].map((one) => [keyIdOf(one), one]));
  const keyId = keyIdOf(key);
  return {
    keyId,
    knows: (id) => keys.has(id),
    seal: (token, about) => {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(about));
      const text = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
      const data = Buffer.concat([iv, text, cipher.getAuthTag()]);
      return `1.${keyId}.${data.toString('base64url')}`;
    },
    open: (sealed, about) => {
      const { keyId: id = '', data = '' } = sealedPattern.exec(sealed)?.groups ?? {};
      const usedKey = keys.get(id);
      const bytes = Buffer.from(data, 'base64url');
      if (!usedKey || bytes.length <= ivLength + tagLength) throw new UnreadableToken();
      const decipher = createDecipheriv(algorithm, usedKey, bytes.subarray(0, ivLength), {
        authTagLength: tagLength,
      });
      decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-tagLength));
      try {
        const text = decipher.update(bytes.subarray(ivLength, -tagLength));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        throw new UnreadableToken();
      }
    },
  };
}

/** The key that a token was sealed with. */
export const keyIdOfSealed = (sealed: string): string =>
  sealedPattern.exec(sealed)?.groups?.keyId ?? '';

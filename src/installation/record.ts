import { z } from 'zod';
import type { Key } from '../ports/store.ts';

export const namespace = 'installations';

/** An id as Slack makes them: it begins the names of records. */
export const slackId = z.string().regex(/^[A-Z][A-Z0-9]{1,39}$/);

const sealed = z.string();

/** The app's installation in a workspace or, if `isOrgWide`, in an Enterprise Grid organisation. */
const installation = z.object({
  /** Another one for each time the app is installed. */
  id: z.string(),
  /** Milliseconds since 1970. */
  installedAt: z.number(),
  isOrgWide: z.boolean(),
  /** The organisation that a workspace is in. */
  enterprise: z.string().optional(),
  botId: z.string().optional(),
  botUserId: z.string(),
  token: sealed,
  /** With token rotation: what replaces the token, and when that ends (ms since 1970). */
  refresh: z.object({ token: sealed, endsAt: z.number() }).optional(),
  /** Since when Slack refuses the token, if it does; milliseconds since 1970. */
  refusedSince: z.number().optional(),
});

/** Why a workspace has no installation any more, and when its data is to be deleted. */
const removal = z.object({
  /** Milliseconds since 1970. */
  since: z.number(),
  deleteAt: z.number(),
  /** Some of the data is gone, so it can't be kept any more. */
  isDeleting: z.boolean().optional(),
});

export type Removal = z.infer<typeof removal>;

export const removalKey = (workspace: string): Key<Removal> => ({
  namespace,
  name: `${workspace}/removal`,
  schema: removal,
});

/** A workspace without an installation of its own, served by that of its organisation. */
const member = z.object({ organisation: z.string() });

export const placeSchema = z.union([installation, member]);

export type Installation = z.infer<typeof installation>;
export type PlaceRecord = z.infer<typeof placeSchema>;

/** The record of a workspace or an organisation, by its id. */
export const placeKey = (id: string): Key<PlaceRecord> => ({
  namespace,
  name: `${id}/installation`,
  schema: placeSchema,
});

/** The keys with which stored tokens may be encrypted. */
export const tokenKeysKey: Key<readonly string[]> = {
  namespace,
  name: '_/token-keys',
  schema: z.array(z.string()),
};

/** Held while the installation of a workspace or an organisation changes. */
export const lockName = (id: string): string => `_/installations/${id}`;

/** What a token is encrypted for. */
export const botTokenOf = (id: string): string => `${id} bot token`;
export const refreshTokenOf = (id: string): string => `${id} refresh token`;

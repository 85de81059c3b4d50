import { randomUUID } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { SlackFailure } from '../ports/slack.ts';
import { put, type Store, StoreUnavailable } from '../ports/store.ts';
import { botTokenOf, type Installation, lockName, type PlaceRecord, placeKey } from './record.ts';
import { type TokenCipher, UnreadableToken } from './token-cipher.ts';

/** What calls to Slack for a workspace need. */
type Access = {
  readonly token: string;
  /** The token is that of the organisation: calls have to name the workspace. */
  readonly isOrgWide: boolean;
  readonly enterprise: string | undefined;
};

/** Whose request it is, as Bolt reads it from a payload. */
type Source = {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly isEnterpriseInstall?: boolean | undefined;
};

/** The app in the workspace of a request. Bolt gets no token: it makes no calls. */
type Identity = {
  readonly teamId?: string;
  readonly enterpriseId?: string;
  readonly botId?: string;
  readonly botUserId?: string;
  /** Nobody answers for a workspace that the app was removed from. */
  readonly isRemoved?: true;
};

/** What Slack says when somebody has added the app. */
export type NewInstallation = Pick<
  Installation,
  'isOrgWide' | 'enterprise' | 'botId' | 'botUserId'
> & {
  /** The id of the workspace, or of the organisation. */
  readonly place: string;
  readonly token: string;
};

export type Installations = {
  /** `undefined` if the app is not installed there. */
  readonly accessOf: (workspace: string) => Promise<Access | undefined>;
  /** A workspace's own installation comes before that of its organisation. */
  readonly identityOf: (source: Source) => Promise<Identity>;
  readonly save: (installed: NewInstallation) => Promise<void>;
};

/** How many installations are remembered for when the store can't be reached. */
const maxRemembered = 2000;

type Found = { readonly place: string; readonly installation: Installation };

/** The installations in the store. Every look-up reads it, since another replica may change them. */
export function installations({
  store,
  cipher,
  clock,
  log,
}: {
  readonly store: Store;
  readonly cipher: TokenCipher;
  readonly clock: Clock;
  readonly log: Log;
}): Installations {
  const remembered = new Map<string, Found>();

  function remember(workspace: string, found: Found | undefined): void {
    remembered.delete(workspace);
    if (!found) return;
    remembered.set(workspace, found);
    const [oldest] = remembered.keys();
    if (remembered.size > maxRemembered && oldest !== undefined) remembered.delete(oldest);
  }

  async function read(workspace: string): Promise<Found | undefined> {
    const record = await store.get(placeKey(workspace));
    if (record === undefined) return undefined;
    if (!('organisation' in record)) return { place: workspace, installation: record };
    return orgWide(record.organisation);
  }

  async function orgWide(organisation: string): Promise<Found | undefined> {
    const record = await store.get(placeKey(organisation));
    return record && 'token' in record ? { place: organisation, installation: record } : undefined;
  }

  /** The last known installation while the store is down. */
  async function find(workspace: string): Promise<Found | undefined> {
    try {
      const found = await read(workspace);
      remember(workspace, found);
      return found;
    } catch (error) {
      const known = remembered.get(workspace);
      if (!(error instanceof StoreUnavailable) || !known) throw error;
      return known;
    }
  }

  /** From now on the workspace is known to be served by its organisation's installation. */
  async function join(workspace: string, organisation: string): Promise<Found | undefined> {
    const found = await orgWide(organisation);
    if (!found) return undefined;
    await store.update([placeKey(workspace)], (current) => ({
      writes: current ? [] : [put(placeKey(workspace), { organisation })],
      result: undefined,
    }));
    return found;
  }

  return {
    accessOf: async (workspace) => {
      const found = await find(workspace);
      if (!found) return undefined;
      const { place, installation } = found;
      const { isOrgWide, enterprise, token } = installation;
      try {
        return { token: cipher.open(token, botTokenOf(place)), isOrgWide, enterprise };
      } catch (error) {
        if (!(error instanceof UnreadableToken)) throw error;
        log.error({ workspace }, `${error.message}; the app has to be added again`);
        throw new SlackFailure('auth.test', 'refused', 'token_unreadable');
      }
    },

    identityOf: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      // About an installation in an organisation, not about a workspace.
      if (!teamId) return enterpriseId ? { enterpriseId } : {};
      try {
        const isMember = isEnterpriseInstall && enterpriseId !== undefined;
        const found =
          (await find(teamId)) ?? (isMember ? await join(teamId, enterpriseId) : undefined);
        if (!found) return { teamId, isRemoved: true };
        const { botId, botUserId, enterprise } = found.installation;
        return {
          teamId,
          botUserId,
          ...(botId ? { botId } : {}),
          ...(enterprise ? { enterpriseId: enterprise } : {}),
        };
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        // What needs the store apologises by itself, and a guideline needs none.
        return { teamId };
      }
    },

    save: ({ place, token, ...rest }) =>
      store.withLock(lockName(place), async () => {
        const record: PlaceRecord = {
          ...rest,
          id: randomUUID(),
          installedAt: clock.now(),
          token: cipher.seal(token, botTokenOf(place)),
        };
        await store.setMany([put(placeKey(place), record)]);
        log.info({ place, isOrgWide: rest.isOrgWide }, 'the app was added');
      }),
  };
}

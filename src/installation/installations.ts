import { randomUUID } from 'node:crypto';
import type { Audit } from '../ports/audit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { SlackFailure } from '../ports/slack.ts';
import { put, type Store, StoreUnavailable } from '../ports/store.ts';
import type { Installed } from './installed.ts';
import { botTokenOf, type Installation, lockName, placeKey, refreshTokenOf } from './record.ts';
import type { Removals } from './removals.ts';
import type { NewTokens, Rotation } from './rotation.ts';
import { type TokenCipher, UnreadableToken } from './token-cipher.ts';

/** What Slack says when somebody has added the app. */
export type NewInstallation = Pick<
  Installation,
  'isOrgWide' | 'enterprise' | 'botId' | 'botUserId'
> & {
  /** The id of the workspace, or of the organisation. */
  readonly place: string;
  readonly token: string;
  /** The person who added it, if Slack says. */
  readonly by?: string;
  /** With token rotation. */
  readonly rotating?: Pick<NewTokens, 'refreshToken' | 'expiresIn'>;
};

export type Found = { readonly place: string; readonly installation: Installation };

export type Installations = Pick<Installed, 'accessOf' | 'identityOf'> & {
  /**
   * False if the data of an earlier installation is being deleted, which takes some minutes more;
   * nothing is saved then.
   */
  readonly save: (installed: NewInstallation) => Promise<boolean>;
  /** A workspace's own installation comes before that of its organisation. */
  readonly find: (workspace: string) => Promise<Found | undefined>;
  readonly findOrgWide: (organisation: string) => Promise<Found | undefined>;
  /** Rejects with `UnreadableToken`. */
  readonly tokenOf: (found: Found) => Promise<string>;
  /**
   * The workspace is served by its organisation's installation from now on, unless it has one of its
   * own or its data is being deleted.
   */
  readonly join: (workspace: string, organisation: string) => Promise<boolean>;
};

export type InstallationDeps = {
  readonly store: Store;
  readonly cipher: TokenCipher;
  readonly removals: Removals;
  readonly rotation: Rotation;
  /** Continues with what was planned in a workspace to which the app was added again. */
  readonly wakeWorkspace: (workspace: string) => Promise<void>;
  readonly audit: Pick<Audit, 'note'>;
  readonly clock: Clock;
  readonly log: Log;
};

/** How many installations are remembered for when the store can't be reached. */
const maxRemembered = 2000;

/** A request can have been under way so long when the app lost its access to a workspace. */
const maxRequestAge = 10 * 60_000; // ms, more than Slack's last retry takes

/** The installations in the store. Every look-up reads it, since another replica may change them. */
export function installations(deps: InstallationDeps): Installations {
  const { store, cipher, removals, rotation, wakeWorkspace, audit, clock, log } = deps;
  const remembered = new Map<string, Found>();

  function remember(workspace: string, found: Found | undefined): void {
    remembered.delete(workspace);
    if (!found) return;
    remembered.set(workspace, found);
    const [oldest] = remembered.keys();
    if (remembered.size > maxRemembered && oldest !== undefined) remembered.delete(oldest);
  }

  async function find(workspace: string): Promise<Found | undefined> {
    const record = await store.get(placeKey(workspace));
    if (record === undefined) return undefined;
    if (!('organisation' in record)) return { place: workspace, installation: record };
    return findOrgWide(record.organisation);
  }

  async function findOrgWide(organisation: string): Promise<Found | undefined> {
    const record = await store.get(placeKey(organisation));
    return record && 'token' in record ? { place: organisation, installation: record } : undefined;
  }

  /** The last known installation while the store is down. */
  async function findOrRemember(workspace: string): Promise<Found | undefined> {
    try {
      const found = await find(workspace);
      remember(workspace, found);
      return found;
    } catch (error) {
      const known = remembered.get(workspace);
      if (!(error instanceof StoreUnavailable) || !known) throw error;
      return known;
    }
  }

  async function join(workspace: string, organisation: string): Promise<boolean> {
    const isThere = await store.withLock(lockName(workspace), async () => {
      const record = await store.get(placeKey(workspace));
      if (record && 'token' in record) return true;
      if (!(await removals.keep(workspace))) return false;
      await store.setMany([put(placeKey(workspace), { organisation })]);
      if (!record) await audit.note(workspace, { what: 'app.added', who: 'slack' });
      return true;
    });
    if (isThere) await wakeWorkspace(workspace);
    return isThere;
  }

  /** A request from a workspace that nobody has told us of. */
  async function joinByRequest(workspace: string, organisation: string) {
    const found = await findOrgWide(organisation);
    if (!found) return undefined;
    const removal = await removals.removalOf(workspace);
    const isOld =
      removal &&
      removal.since >= found.installation.installedAt &&
      clock.now() - removal.since < maxRequestAge;
    return !isOld && (await join(workspace, organisation)) ? found : undefined;
  }

  return {
    find,
    findOrgWide,
    join,
    tokenOf: async (found) => {
      const { place, installation } = await rotation.current(found);
      return cipher.open(installation.token, botTokenOf(place));
    },

    accessOf: async (workspace) => {
      const found = await findOrRemember(workspace);
      if (!found) return undefined;
      try {
        const { place, installation } = await rotation.current(found);
        const { isOrgWide, enterprise, token } = installation;
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
          (await findOrRemember(teamId)) ??
          (isMember ? await joinByRequest(teamId, enterpriseId) : undefined);
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

    save: async ({ place, token, rotating, by = 'slack', ...rest }) => {
      const isSaved = await store.withLock(lockName(place), async () => {
        if (!(await removals.keep(place))) return false;
        const sealed = cipher.seal(token, botTokenOf(place));
        const installedAt = clock.now();
        const refresh = rotating && {
          token: cipher.seal(rotating.refreshToken, refreshTokenOf(place)),
          endsAt: installedAt + rotating.expiresIn * 1000,
        };
        const record = {
          ...rest,
          id: randomUUID(),
          installedAt,
          token: sealed,
          ...(refresh ? { refresh } : {}),
        };
        await store.setMany([put(placeKey(place), record)]);
        if (!rest.isOrgWide) await audit.note(place, { what: 'app.added', who: by });
        return true;
      });
      log.info({ place, isOrgWide: rest.isOrgWide, isSaved }, 'the app was added');
      if (isSaved) await wakeWorkspace(place);
      return isSaved;
    },
  };
}

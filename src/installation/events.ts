import { maxClockDifference } from '../ports/clock.ts';
import type { Concerned } from '../ports/installation.ts';
import { put, remove } from '../ports/store.ts';
import { hash } from '../text/hash.ts';
import type { Found, InstallationDeps, Installations } from './installations.ts';
import type { Installed } from './installed.ts';
import { type Installation, lockName, namespace, placeKey, placeSchema } from './record.ts';
import { type AskTokenState, refusalPeriod, type TokenState } from './token-state.ts';

type Deps = Pick<InstallationDeps, 'store' | 'removals' | 'clock' | 'log'> & {
  readonly all: Installations;
  readonly ask: AskTokenState;
};

/** Milliseconds between two questions to Slack about a token that it has refused. */
const askInterval = 60_000;
const maxAsked = 1000;

const hour = 3_600_000;
const hoursOfDay = 24;

/** What becomes of installations: told by Slack's events, or found out from what Slack refuses. */
export function installationEvents({ store, removals, clock, log, all, ask }: Deps): Pick<
  Installed,
  'events' | 'refused'
> & {
  /** Once an hour, on one replica: asks about the tokens whose hour of the day it is. */
  readonly check: () => Promise<void>;
} {
  const asked = new Map<string, number>();

  async function stateOf(found: Found, workspace?: string): Promise<TokenState> {
    const inside = found.installation.isOrgWide ? workspace : undefined;
    try {
      return await ask(await all.tokenOf(found), inside);
    } catch {
      return 'unknown';
    }
  }

  /** `isGuess` if the event may be about another installation, such as one that is gone already. */
  async function concerned({ workspace, enterprise }: Concerned) {
    const own = workspace ? await all.find(workspace) : undefined;
    const found = own ?? (enterprise ? await all.findOrgWide(enterprise) : undefined);
    return found && { found, isGuess: workspace !== undefined && found.place !== workspace };
  }

  async function removed(from: Concerned, at: number): Promise<void> {
    const { found, isGuess } = (await concerned(from)) ?? {};
    if (!found) {
      if (!from.workspace && from.enterprise) await leaveAll(from.enterprise);
      return;
    }
    const { place, installation } = found;
    const age = at - installation.installedAt;
    const isLate = age < -maxClockDifference;
    const isSure = !isGuess && age > maxClockDifference;
    if (isLate || (!isSure && (await stateOf(found)) !== 'refused')) {
      log.info({ place }, 'an event about an earlier installation; nothing was removed');
      return;
    }
    await removeInstallation(place, installation);
  }

  /** Removes the token at once, unless the app was added again meanwhile. */
  async function removeInstallation(place: string, { id }: Installation): Promise<void> {
    const isRemoved = await store.withLock(lockName(place), async () => {
      const record = await store.get(placeKey(place));
      if (!record || 'organisation' in record || record.id !== id) return false;
      if (record.isOrgWide) await store.setMany([remove(placeKey(place))]);
      else await leaveOrJoin(place, record);
      return record.isOrgWide;
    });
    if (isRemoved) await leaveAll(place);
  }

  /** A workspace without an installation of its own may still have its organisation's. */
  async function leaveOrJoin(workspace: string, { enterprise }: Installation): Promise<void> {
    const orgWide = enterprise ? await all.findOrgWide(enterprise) : undefined;
    if (enterprise && orgWide && (await stateOf(orgWide, workspace)) === 'works')
      await store.setMany([put(placeKey(workspace), { organisation: enterprise })]);
    else await removals.leave(workspace);
  }

  /** Every workspace that was served by an organisation's installation leaves. */
  async function leaveAll(organisation: string): Promise<void> {
    await store.forEach({ namespace, prefix: '', schema: placeSchema }, async ({ name, value }) => {
      if (!('organisation' in value) || value.organisation !== organisation) return;
      const [workspace = ''] = name.split('/');
      await leaveMember(workspace, organisation);
    });
  }

  async function leaveMember(workspace: string, organisation: string): Promise<void> {
    await store.withLock(lockName(workspace), async () => {
      const record = await store.get(placeKey(workspace));
      if (record && 'organisation' in record && record.organisation === organisation)
        await removals.leave(workspace);
    });
  }

  async function accessRevoked(workspaces: readonly string[]): Promise<void> {
    for (const workspace of workspaces) {
      const record = await store.get(placeKey(workspace));
      if (!record || !('organisation' in record)) continue;
      const found = await all.findOrgWide(record.organisation);
      // The event can be older than access that was given again.
      if (found && (await stateOf(found, workspace)) === 'works') continue;
      await leaveMember(workspace, record.organisation);
    }
  }

  async function refused(workspace: string): Promise<void> {
    const found = await all.find(workspace);
    const now = clock.now();
    if (!found || now - (asked.get(workspace) ?? 0) < askInterval) return;
    if (asked.size >= maxAsked) asked.clear();
    asked.set(workspace, now);
    await examine(found);
    if (!found.installation.isOrgWide || (await stateOf(found)) !== 'works') return;
    // The organisation's token works, but not here.
    if ((await stateOf(found, workspace)) === 'refused') await leaveMember(workspace, found.place);
  }

  /** Slack must refuse a token for some time before it counts as removed. */
  async function examine(found: Found): Promise<void> {
    const { place, installation } = found;
    const { id, refusedSince } = installation;
    const state = await stateOf(found);
    const isRight = (await clock.isRight?.()) !== false;
    if (state === 'unknown' || !isRight) return;
    if (state === 'works') {
      if (refusedSince !== undefined) await note(place, id, undefined);
      return;
    }
    if (refusedSince === undefined) await note(place, id, clock.now());
    else if (clock.now() - refusedSince >= refusalPeriod)
      await removeInstallation(place, installation);
  }

  async function note(place: string, id: string, refusedSince: number | undefined): Promise<void> {
    log.warn({ place, isRefused: refusedSince !== undefined }, 'what Slack says about a token');
    await store.update([placeKey(place)], (record) => ({
      writes:
        record && 'token' in record && record.id === id
          ? [put(placeKey(place), { ...record, refusedSince })]
          : [],
      result: undefined,
    }));
  }

  async function check(): Promise<void> {
    if (!(await store.claim('_/installations-check', hour - askInterval))) return;
    const hourNow = Math.floor(clock.now() / hour) % hoursOfDay;
    await store.forEach({ namespace, prefix: '', schema: placeSchema }, async ({ name, value }) => {
      const [place = ''] = name.split('/');
      if ('organisation' in value) {
        if (!(await all.findOrgWide(value.organisation)))
          await leaveMember(place, value.organisation);
        return;
      }
      if (value.refusedSince === undefined && hash(place) % hoursOfDay !== hourNow) return;
      await examine({ place, installation: value });
    });
  }

  return {
    events: {
      removed,
      accessRevoked,
      accessGranted: async (organisation, workspaces) => {
        for (const workspace of workspaces) await all.join(workspace, organisation);
      },
    },
    refused,
    check,
  };
}

import type { Identity, Installed } from './installed.ts';
import type { InstalledDeps } from './many-workspaces.ts';
import { lockName } from './record.ts';
import { removals } from './removals.ts';
import { askTokenState, refusalPeriod } from './token-state.ts';

/** The app in the workspace whose token is in the settings, and works. */
export function oneWorkspace(deps: InstalledDeps, token: string, own: Identity): Installed {
  const { store, outbox, clock, log, audit, slackApiUrl, logger } = deps;
  const { teamId: workspace = '', enterpriseId } = own;
  const removed = removals(deps);
  const ask = askTokenState(slackApiUrl, logger);
  const access = { token, isOrgWide: false, enterprise: enterpriseId };
  let identity = own;
  let refusedSince: number | undefined;

  /** An event can be about an earlier installation, whose token was another one. */
  async function leaveIfRefused(): Promise<void> {
    if ((await ask(token)) !== 'refused') return;
    await store.withLock(lockName(workspace), () => removed.leave(workspace));
    identity = { teamId: workspace, isRemoved: true };
  }

  /** The app was added again while it was stopped: what is kept goes on. */
  async function comeBack(): Promise<void> {
    if (!(await removed.removalOf(workspace))) return;
    const isKept = await store.withLock(lockName(workspace), () => removed.keep(workspace));
    if (!isKept) return comeBack();
    await audit.note(workspace, { what: 'app.added', who: 'slack' });
    await outbox.wakeWorkspace(workspace);
  }

  return {
    accessOf: async () => access,
    identityOf: async () => identity,
    events: {
      removed: async (from) => {
        const isOurs = (from.workspace ?? workspace) === workspace;
        if (isOurs) await leaveIfRefused();
      },
      accessRevoked: async () => {},
      accessGranted: async () => {},
    },
    refused: async () => {
      const now = clock.now();
      refusedSince ??= now;
      if (now - refusedSince < refusalPeriod || (await clock.isRight?.()) === false) return;
      refusedSince = undefined;
      await leaveIfRefused();
    },
    deletion: removed.deletion,
    begin: () =>
      void comeBack().catch((error: unknown) =>
        log.error({ err: error }, 'could not read whether the app was added again'),
      ),
    stop: () => {},
  };
}

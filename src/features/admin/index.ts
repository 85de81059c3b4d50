import type { Backlog, Health } from '../../ports/health.ts';
import type { GuestRules, PlanRefusal } from '../../ports/roles.ts';
import type { Feature } from '../../slack/router/feature.ts';
import type { Part } from '../../slack/ui/message.ts';
import { careAdmin, showAdmin, whoAdministers } from './actions.ts';
import type { AdminDeps } from './deps.ts';
import { exportShoutouts } from './export.ts';
import { homeParts } from './message.ts';
import { roles as rolesOf } from './roles.ts';
import { routes } from './routes.ts';
import { plannersGroup, settingsOf } from './settings.ts';
import { openSettings, saveSettings } from './settings-actions.ts';

type OnHome = {
  readonly workspace: string;
  readonly user: string;
  readonly zone: string;
  readonly isGuest: boolean;
  readonly isAdmin: boolean;
};

/** What the administrators of a workspace see and decide. */
export function registerAdmin(given: AdminDeps) {
  const roles = rolesOf(given);
  const deps = { ...given, roles, health: given.health && countingOnce(given.health) };
  const feature: Feature = {
    care: { admin: careAdmin(deps) },
    actions: [
      routes.show.handle(showAdmin(deps)),
      routes.change.handle(openSettings(deps)),
      routes.export.handle(exportShoutouts(deps)),
    ],
    views: [routes.save.handle(saveSettings(deps))],
  };

  const planRefusal: PlanRefusal = async (workspace, person) => {
    const settings = await settingsOf(deps, workspace);
    if (settings.planners === 'everyone') return undefined;
    const group = plannersGroup(settings);
    if (await roles.isInGroupOrAdministrator(workspace, person, group)) return undefined;
    const { words } = deps.content();
    const name = group && (await roles.groupName(workspace, group));
    const who = await whoAdministers(deps, workspace);
    return name
      ? words('admin.plans.group', { group: name, who })
      : words('admin.plans.admins', { who });
  };

  return {
    feature,
    planRefusal,
    guestRules: async (workspace: string): Promise<GuestRules> => {
      const { guestsGive, guestsReceive } = await settingsOf(deps, workspace);
      return { mayGive: guestsGive, mayReceive: guestsReceive };
    },
    /** The id of the moderators' channel, if there is one. */
    reportChannel: async (workspace: string): Promise<string | undefined> =>
      (await settingsOf(deps, workspace)).moderators ?? deps.reportChannel,
    /** Nothing for everybody else. */
    onHome: async (person: OnHome): Promise<readonly Part[]> => {
      const { workspace, zone } = person;
      if (!(await roles.isShownAsAdministrator(workspace, person))) return [];
      const { version, health, audit, clock } = deps;
      const latest = await audit.latest(workspace);
      const shown = { version, checks: health?.checks(), latest, zone, now: clock.now() };
      return homeParts(deps.content(), shown);
    },
  };
}

/** One count of a workspace at a time: it reads all that is planned, also after nobody waits. */
function countingOnce(health: Health): Health {
  const counting = new Map<string, Promise<Backlog>>();
  return {
    ...health,
    backlog: (workspace) => {
      const count =
        counting.get(workspace) ??
        health.backlog(workspace).finally(() => counting.delete(workspace));
      counting.set(workspace, count);
      return count;
    },
  };
}

import type { Person, Slack, UserGroup } from '../../ports/slack.ts';
import { SlackFailure } from '../../ports/slack.ts';
import { lookUpTimeout, withTimeout } from '../../slack/router/with-timeout.ts';
import type { AdminDeps } from './deps.ts';

/** Milliseconds for which the Home tab goes by the members of the group as they were. */
const membersTtl = 5 * 60_000;
/** For which nobody counts as a member after a look-up that failed or took too long. */
const failureTtl = 60_000;
const maxRemembered = 2000;

type Deps = Pick<AdminDeps, 'slacks' | 'clock' | 'adminGroup'>;

/** The group of this id or handle, if Slack has it. */
async function groupNamed(slack: Slack, name: string): Promise<UserGroup | undefined> {
  const wanted = name.replace(/^@/, '').toLowerCase();
  return (await slack.groups()).find(
    ({ id, handle }) => id === name || handle.toLowerCase() === wanted,
  );
}

/**
 * Administrators are Slack's own, and the members of the group in the app's settings; never guests,
 * bots or people of other companies. Slack is asked each time, so a role that was taken away is gone
 * at once, and without an answer nobody has one.
 */
export function roles({ slacks, clock, adminGroup }: Deps) {
  const known = new Map<string, { readonly members: readonly string[]; readonly until: number }>();

  const isEligible = ({ isGuest, isStranger, isBot, isDeactivated }: Person): boolean =>
    !isGuest && !isStranger && !isBot && !isDeactivated;

  async function adminGroupMembers(slack: Slack): Promise<readonly string[]> {
    if (adminGroup === undefined) return [];
    const group = await groupNamed(slack, adminGroup);
    return group ? membersOf(slack, group.id) : [];
  }

  function remember(workspace: string, members: readonly string[], ms: number): void {
    known.delete(workspace);
    const [oldest] = known.keys();
    if (known.size >= maxRemembered && oldest !== undefined) known.delete(oldest);
    known.set(workspace, { members, until: clock.now() + ms });
  }

  /** An answer that comes too late is for the next one who asks. */
  async function remembered(workspace: string): Promise<readonly string[]> {
    const found = known.get(workspace);
    if (found && found.until > clock.now()) return found.members;
    const looking = slacks(workspace)
      .then(adminGroupMembers)
      .then((members) => {
        remember(workspace, members, membersTtl);
        return members;
      });
    return withTimeout(looking, lookUpTimeout).catch(() => {
      remember(workspace, [], failureTtl);
      return [];
    });
  }

  return {
    /** The administrator; `undefined` if the person is none. Rejects if Slack doesn't answer. */
    administrator: async (workspace: string, user: string): Promise<Person | undefined> => {
      const slack = await slacks(workspace);
      const person = await slack.person(user);
      if (person.isAdmin) return person;
      if (!isEligible(person)) return undefined;
      return (await adminGroupMembers(slack)).includes(user) ? person : undefined;
    },

    /** For what is only shown; a person whom Slack doesn't tell about is no administrator. */
    isShownAsAdministrator: async (
      workspace: string,
      { user, isAdmin, isGuest }: { user: string; isAdmin: boolean; isGuest: boolean },
    ): Promise<boolean> => {
      if (isAdmin || isGuest || adminGroup === undefined) return isAdmin;
      return (await remembered(workspace)).includes(user);
    },

    /** Whether a person is in the group of this id, or an administrator. */
    isInGroupOrAdministrator: async (
      workspace: string,
      { id, isAdmin }: Pick<Person, 'id' | 'isAdmin'>,
      group: string | undefined,
    ): Promise<boolean> => {
      if (isAdmin) return true;
      const slack = await slacks(workspace);
      if (group !== undefined && (await membersOf(slack, group)).includes(id)) return true;
      return (await adminGroupMembers(slack)).includes(id);
    },

    /** The name of a group for a sentence, such as "@desk"; `undefined` if Slack doesn't tell. */
    groupName: async (workspace: string, name: string): Promise<string | undefined> => {
      try {
        const slack = await slacks(workspace);
        const group = await groupNamed(slack, name);
        return group && `@${group.handle}`;
      } catch {
        return undefined;
      }
    },
  };
}

export type Roles = ReturnType<typeof roles>;

const goneCodes = new Set(['no_such_subteam', 'subteam_not_found', 'subteam_disabled']);

/** Nobody is in a group that was deleted. */
async function membersOf(slack: Slack, group: string): Promise<readonly string[]> {
  try {
    return await slack.groupMembers(group);
  } catch (error) {
    if (error instanceof SlackFailure && goneCodes.has(error.code)) return [];
    throw error;
  }
}

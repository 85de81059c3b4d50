import type { Actor } from './deliveries/payloads.ts';
import { deleteChannel } from './state/channels.ts';
import { findChannel } from './state/find.ts';
import {
  grantAccess,
  installApp,
  manifestScopes,
  revokeAccess,
  uninstallApp,
} from './state/installations.ts';
import { userJson } from './state/json/user.ts';
import type { SlackState } from './state/slack-state.ts';
import { addUser, newUser } from './state/users.ts';
import type { User, Workspace } from './state/workspace.ts';
import type { WorkspaceSeed } from './state/workspace-seed.ts';

/** The optional last argument is a workspace's name; the first workspace by default. */
export type Admin = {
  /** Installs the app with all scopes of its manifest. */
  readonly install: (workspace?: string) => void;
  /** From the whole organisation, if the app is installed there. */
  readonly uninstall: (workspace?: string) => void;
  /** Gives the app, which is installed in the organisation, access to a workspace, or takes it. */
  readonly grantAccess: (workspace?: string) => void;
  readonly revokeAccess: (workspace?: string) => void;
  /** Changes a user's account, such as their time zone or role, or deactivates it. */
  readonly changePerson: (
    name: string,
    change: Partial<
      Pick<
        User,
        'realName' | 'title' | 'tz' | 'locale' | 'deleted' | 'guest' | 'isAdmin' | 'isOwner'
      >
    >,
    workspace?: string,
  ) => void;
  readonly addPerson: (seed: WorkspaceSeed['people'][number], workspace?: string) => void;
  /** Sets who is in a user group, by their names. */
  readonly changeGroup: (handle: string, users: readonly string[], workspace?: string) => void;
  readonly deleteChannel: (name: string, workspace?: string) => void;
};

export function admin(
  slack: SlackState,
  actor: (name: string, workspace?: string) => Actor,
  workspaceNamed: (name?: string) => Workspace,
): Admin {
  const sendEvent = (workspace: Workspace, type: 'user_change' | 'team_join', user: User): void => {
    const json = userJson(workspace, user, { now: slack.clock.now(), locale: true });
    slack.events.send({ workspace, event: { type, user: json } });
    slack.changed.send();
  };
  return {
    install: (name) => {
      installApp(slack, workspaceNamed(name), manifestScopes(slack.manifest));
      slack.changed.send();
    },
    uninstall: (name) => uninstallApp(slack, workspaceNamed(name)),
    grantAccess: (name) => grantAccess(slack, workspaceNamed(name)),
    revokeAccess: (name) => revokeAccess(slack, workspaceNamed(name)),
    changePerson: (name, change, workspaceName) => {
      const { workspace, user } = actor(name, workspaceName);
      Object.assign(user, change);
      sendEvent(workspace, 'user_change', user);
    },
    addPerson: (seed, workspaceName) => {
      const workspace = workspaceNamed(workspaceName);
      const user = newUser(slack.ids, workspace, seed);
      addUser(workspace, user);
      sendEvent(workspace, 'team_join', user);
    },
    changeGroup: (handle, users, workspaceName) => {
      const workspace = workspaceNamed(workspaceName);
      const group = [...workspace.usergroups.values()].find((one) => one.handle === handle);
      if (!group) throw new Error(`${workspace.name} has no user group ${handle}`);
      const ids = users.map((name) => actor(name, workspaceName).user.id);
      workspace.usergroups.set(group.id, { ...group, users: new Set(ids) });
    },
    deleteChannel: (name, workspaceName) => {
      const workspace = workspaceNamed(workspaceName);
      const channel = findChannel(workspace, name);
      if (!channel) throw new Error(`${workspace.name} has no channel ${name}`);
      deleteChannel(slack, workspace, channel);
    },
  };
}

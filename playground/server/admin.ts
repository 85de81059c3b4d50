import type { Actor } from './deliveries/payloads.ts';
import type { World } from './slack-context.ts';
import { addUser, newUser } from './state/build-workspace.ts';
import { deleteChannel } from './state/channels.ts';
import { findChannel } from './state/find.ts';
import { uninstallApp } from './state/installations.ts';
import { userJson } from './state/json/user.ts';
import type { User, Workspace, WorkspaceSeed } from './state/workspace.ts';

export type Admin = {
  /** Takes the app out of a workspace, the first unless its name is given. */
  readonly uninstall: (workspace?: string) => void;
  /** Changes somebody's account, such as their time zone, or deactivates them. */
  readonly changePerson: (
    name: string,
    change: Partial<Pick<User, 'realName' | 'title' | 'tz' | 'locale' | 'deleted' | 'guest'>>,
    workspace?: string,
  ) => void;
  readonly addPerson: (seed: WorkspaceSeed['people'][number], workspace?: string) => void;
  readonly deleteChannel: (name: string, workspace?: string) => void;
};

export function admin(
  world: World,
  actor: (name: string, workspace?: string) => Actor,
  workspaceCalled: (name?: string) => Workspace,
): Admin {
  const tell = (workspace: Workspace, type: 'user_change' | 'team_join', user: User): void => {
    const json = userJson(workspace, user, { now: world.clock.now() });
    world.happened.send({ workspace, event: { type, user: json } });
    world.changed.send();
  };
  return {
    uninstall: (name) => uninstallApp(world, workspaceCalled(name)),
    changePerson: (name, change, workspaceName) => {
      const { workspace, user } = actor(name, workspaceName);
      Object.assign(user, change);
      tell(workspace, 'user_change', user);
    },
    addPerson: (seed, workspaceName) => {
      const workspace = workspaceCalled(workspaceName);
      const user = newUser(world.mint, workspace, seed);
      addUser(workspace, user);
      tell(workspace, 'team_join', user);
    },
    deleteChannel: (name, workspaceName) => {
      const workspace = workspaceCalled(workspaceName);
      const channel = findChannel(workspace, name);
      if (!channel) throw new Error(`${workspace.name} has no channel ${name}`);
      deleteChannel(world, workspace, channel);
    },
  };
}

import type { Actor } from '../deliveries/payloads.ts';
import { openDirectMessage } from '../state/channels.ts';
import { viewJson } from '../state/json/view.ts';
import { cantDo } from './user-error.ts';

/** Looks at the app's Home tab; what is published already is shown at once, and the app is told. */
export function openHome({ world, workspace, user }: Actor): void {
  const bot = workspace.installation?.botUserId;
  if (!bot || !world.manifest.features?.app_home?.home_tab_enabled) {
    throw cantDo('The app has no Home tab');
  }
  const channel = openDirectMessage(world, workspace, [user.id, bot]);
  const view = workspace.homes.get(user.id);
  world.happened.send({
    workspace,
    event: {
      type: 'app_home_opened',
      user: user.id,
      channel: channel.id,
      tab: 'home',
      ...(view && { view: viewJson(world, workspace, view) }),
    },
  });
}

import type { Actor } from '../deliveries/payloads.ts';
import { openDirectMessage } from '../state/channels.ts';
import { viewJson } from '../state/json/view.ts';
import { userError } from './user-error.ts';

/** Opens the app's Home tab, and tells the app. */
export function openHome({ slack, workspace, user }: Actor): void {
  const bot = workspace.installation?.botUserId;
  if (!bot || !slack.manifest.features?.app_home?.home_tab_enabled) {
    throw userError('The app has no Home tab');
  }
  const channel = openDirectMessage(slack, workspace, [user.id, bot]);
  const view = workspace.homes.get(user.id);
  slack.events.send({
    workspace,
    event: {
      type: 'app_home_opened',
      user: user.id,
      channel: channel.id,
      tab: 'home',
      ...(view && { view: viewJson(slack, workspace, view) }),
    },
  });
}

import type { Actor } from '../deliveries/payloads.ts';
import { openDirectMessage } from '../state/channels.ts';
import { viewJson } from '../state/json/view.ts';
import { hasApp } from '../state/teams.ts';
import { userError } from './user-error.ts';

/** Opens a tab of the app's own conversation, and tells the app. */
export function openApp(
  { slack, workspace, user }: Actor,
  tab: 'home' | 'messages' = 'home',
): void {
  const { home_tab_enabled = false, messages_tab_enabled = true } =
    slack.manifest.features?.app_home ?? {};
  const bot = workspace.installation?.botUserId;
  const isThere = tab === 'home' ? home_tab_enabled : messages_tab_enabled;
  if (!bot || !isThere || !hasApp(workspace, user)) throw userError(`The app has no ${tab} tab`);
  const channel = openDirectMessage(slack, workspace, [user.id, bot]);
  const view = workspace.homes.get(user.id);
  slack.events.send({
    workspace,
    event: {
      type: 'app_home_opened',
      user: user.id,
      channel: channel.id,
      tab,
      ...(view && tab === 'home' && { view: viewJson(slack, workspace, view) }),
    },
  });
}

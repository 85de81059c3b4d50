import type { JsonObject } from '../../json-object.ts';
import type { SlackState } from '../slack-state.ts';
import type { View, Workspace } from '../workspace.ts';

/** A view in the format of payloads and of the Web API. */
export function viewJson(slack: SlackState, workspace: Workspace, view: View): JsonObject {
  const { content } = view;
  return {
    id: view.id,
    team_id: workspace.users.get(view.userId)?.teamId ?? workspace.id,
    type: content.type,
    blocks: content.blocks,
    private_metadata: content.private_metadata,
    callback_id: content.callback_id,
    state: { values: view.values },
    hash: view.hash,
    title: content.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: content.clear_on_close,
    notify_on_close: content.notify_on_close,
    close: content.close ?? null,
    submit: content.submit ?? null,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: slack.app.id,
    external_id: view.externalId,
    app_installed_team_id: workspace.id,
    bot_id: workspace.installation?.botId ?? '',
  };
}

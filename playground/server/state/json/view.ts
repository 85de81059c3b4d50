import type { Fields, World } from '../../slack-context.ts';
import type { View, Workspace } from '../workspace.ts';

/** A view as payloads and the Web API give it. */
export function viewJson(world: World, workspace: Workspace, view: View): Fields {
  const { content } = view;
  return {
    id: view.id,
    team_id: workspace.id,
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
    app_id: world.app.id,
    external_id: view.externalId,
    app_installed_team_id: workspace.id,
    bot_id: workspace.installation?.botId ?? '',
  };
}

import type { StateValues } from '../../protocol.ts';
import type { DeliveryResult } from '../deliveries/deliver.ts';
import { type Actor, viewClosedPayload, viewSubmissionPayload } from '../deliveries/payloads.ts';
import type { JsonObject } from '../json-object.ts';
import { controlsOf } from '../state/elements.ts';
import { fillIn } from '../state/input-values.ts';
import { allViews, closeModals } from '../state/views.ts';
import type { View } from '../state/workspace.ts';
import { deliverInteractive } from './interactive.ts';
import { openChosenIn } from './open-chosen.ts';
import { applySubmissionResponse } from './submission-response.ts';
import { userError } from './user-error.ts';
import { inputErrors } from './validate-inputs.ts';

/** An open modal or the Home tab of this user. */
export function findView({ workspace, user }: Actor, id: string): View {
  const view = allViews(workspace).find((one) => one.id === id && one.userId === user.id);
  if (view) return view;
  throw userError('This view is no longer open');
}

/** Fills in and submits a modal. Input that Slack rejects (`input_errors`) isn't delivered. */
export async function submit(
  actor: Actor,
  view: View,
  given: StateValues,
): Promise<DeliveryResult> {
  const { slack } = actor;
  view.values = fillIn(view.values, openChosenIn(actor, given));
  view.errors = inputErrors(view.content.blocks, view.values);
  slack.changed.send();
  if (Object.keys(view.errors).length) {
    return { ok: false, error: 'input_errors', ms: 0, body: { errors: view.errors } };
  }
  const payload = viewSubmissionPayload(actor, view, responseUrls(actor, view));
  return deliverInteractive(actor, 'view', payload, (body) =>
    applySubmissionResponse(actor, view, body),
  );
}

/** Closes the topmost modal, or all with `clear_on_close`; `notify_on_close` tells the app. */
export async function closeView(actor: Actor, view: View): Promise<DeliveryResult | undefined> {
  const { slack, workspace, user } = actor;
  const isCleared = view.content.clear_on_close;
  const gone = closeModals({ slack, workspace, userId: user.id }, isCleared ? 'all' : 'top');
  const deliveries = gone
    .filter(({ content }) => content.notify_on_close)
    .map((one) => deliverInteractive(actor, 'view', viewClosedPayload(actor, one, isCleared)));
  return (await Promise.all(deliveries))[0];
}

/** Response URLs for channels selected in menus with `response_url_enabled`. */
function responseUrls({ slack, workspace, user }: Actor, view: View): readonly JsonObject[] {
  return controlsOf(view.content.blocks).flatMap(({ element, blockId, actionId }) => {
    if (element.response_url_enabled !== true) return [];
    const held = view.values[blockId]?.[actionId];
    const channelId = held?.selected_conversation ?? held?.selected_channel;
    if (typeof channelId !== 'string') return [];
    const target = { teamId: workspace.id, channelId, userId: user.id };
    return [
      {
        block_id: blockId,
        action_id: actionId,
        channel_id: channelId,
        response_url: slack.responseUrls.issue(target),
      },
    ];
  });
}

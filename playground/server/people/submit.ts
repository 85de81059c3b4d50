import type { StateValues } from '../../protocol.ts';
import type { Delivery } from '../contract.ts';
import { type Actor, viewClosedPayload, viewSubmissionPayload } from '../deliveries/payloads.ts';
import type { Fields } from '../slack-context.ts';
import { controlsOf } from '../state/elements.ts';
import { fillIn } from '../state/input-values.ts';
import { allViews, takeAway } from '../state/views.ts';
import type { View } from '../state/workspace.ts';
import { deliverInteractive } from './interactive.ts';
import { followSubmission } from './submission-response.ts';
import { cantDo } from './user-error.ts';
import { inputErrors } from './validate-inputs.ts';

/** A view of this person that is open, a modal or the Home tab. */
export function findView({ workspace, user }: Actor, id: string): View {
  const view = allViews(workspace).find((one) => one.id === id && one.userId === user.id);
  if (view) return view;
  throw cantDo('This view is no longer open');
}

/** Fills in and submits; what Slack's own form refuses never reaches the app (`input_errors`). */
export async function submit(actor: Actor, view: View, given: StateValues): Promise<Delivery> {
  const { world } = actor;
  view.values = fillIn(view.values, given);
  view.errors = inputErrors(view.content.blocks, view.values);
  world.changed.send();
  if (Object.keys(view.errors).length) {
    return { ok: false, error: 'input_errors', ms: 0, body: { errors: view.errors } };
  }
  const payload = viewSubmissionPayload(actor, view, responseUrls(actor, view));
  return deliverInteractive(actor, 'view', payload, (body) => followSubmission(actor, view, body));
}

/** Closes the topmost modal, or all of them when it says so; the app hears of those that asked for it. */
export async function closeView(actor: Actor, view: View): Promise<Delivery | undefined> {
  const { world, workspace, user } = actor;
  const isCleared = view.content.clear_on_close;
  const gone = takeAway({ world, workspace, userId: user.id }, isCleared ? 'all' : 'top');
  const deliveries = gone
    .filter(({ content }) => content.notify_on_close)
    .map((one) => deliverInteractive(actor, 'view', viewClosedPayload(actor, one, isCleared)));
  return (await Promise.all(deliveries))[0];
}

/** Addresses for the channels that were picked in menus with `response_url_enabled`. */
function responseUrls({ world, workspace, user }: Actor, view: View): readonly Fields[] {
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
        response_url: world.responseUrls.give(target),
      },
    ];
  });
}

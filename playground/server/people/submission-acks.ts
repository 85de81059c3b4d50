import type { Actor } from '../deliveries/payloads.ts';
import type { View } from '../state.ts';
import { pushModal, readView, replaceContent, takeAway } from '../views.ts';
import { isRefusal } from '../web-api/refusal.ts';
import type { Fields } from '../world.ts';

type Response = Fields & { readonly response_action?: unknown };

/** What is wrong with the acknowledgement of a submission; `undefined` when Slack can follow it. */
export function submissionObjection(actor: Actor, view: View, body: unknown): string | undefined {
  const response = responseOf(body);
  const action = response.response_action;
  if (action === undefined || action === 'clear') return undefined;
  if (action === 'errors') return errorsObjection(view, response.errors);
  if (action !== 'update' && action !== 'push') {
    return `invalid_response_action (${String(action)})`;
  }
  try {
    readView(actor.world.mint, response.view, 'modal');
    return undefined;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return `${error.refusal.error} (${error.refusal.words})`;
  }
}

/** Shows errors, changes or pushes the view, or closes it. */
export function submissionAcknowledged(actor: Actor, view: View, body: unknown): void {
  const { world, workspace, user } = actor;
  const room = { world, workspace, userId: user.id };
  const response = responseOf(body);
  const given = () => readView(world.mint, response.view, 'modal');
  const actions: { readonly [action: string]: () => void } = {
    errors: () => {
      view.errors = response.errors as View['errors'];
      world.changed.send();
    },
    update: () => replaceContent(world, view, given()),
    push: () => void pushModal(room, given()),
    clear: () => void takeAway(room, 'all'),
  };
  const follow = actions[String(response.response_action)] ?? (() => void takeAway(room, 'top'));
  follow();
}

function responseOf(body: unknown): Response {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

function errorsObjection(view: View, errors: unknown): string | undefined {
  if (typeof errors !== 'object' || errors === null || !Object.keys(errors).length) {
    return 'response_action errors without any error';
  }
  const inputs = view.content.blocks.filter(({ type }) => type === 'input');
  const stray = Object.keys(errors).find((id) => inputs.every(({ block_id }) => block_id !== id));
  return stray && `an error for ${stray}, which is no input block of this view`;
}

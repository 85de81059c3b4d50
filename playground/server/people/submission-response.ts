import { isApiError } from '../api-error.ts';
import type { Actor } from '../deliveries/payloads.ts';
import type { JsonObject } from '../json-object.ts';
import { closeModals, pushModal, readView, replaceContent } from '../state/views.ts';
import type { View } from '../state/workspace.ts';

/** Applies a `response_action`; returns why it can't. */
type Action = (actor: Actor, view: View, answer: JsonObject) => string | undefined;

const actions: { readonly [action: string]: Action } = {
  errors: showErrors,
  update: ({ slack }, view, answer) => {
    replaceContent(slack, view, readView(slack.ids, answer.view, 'modal'));
    return undefined;
  },
  push: (actor, _, answer) => {
    pushModal(ownerOf(actor), readView(actor.slack.ids, answer.view, 'modal'));
    return undefined;
  },
  clear: (actor) => {
    closeModals(ownerOf(actor), 'all');
    return undefined;
  },
};

/** Applies the acknowledgement of a submission; without a `response_action` the view closes. */
export function applySubmissionResponse(
  actor: Actor,
  view: View,
  body: unknown,
): string | undefined {
  const answer: JsonObject = typeof body === 'object' && body !== null ? { ...body } : {};
  const { response_action: name } = answer;
  if (name === undefined) {
    closeModals(ownerOf(actor), 'top');
    return undefined;
  }
  const action = actions[String(name)];
  if (!action) return `there is no response_action ${String(name)}`;
  try {
    return action(actor, view, answer);
  } catch (error) {
    if (!isApiError(error)) throw error;
    return `${error.code} (${error.detail})`;
  }
}

function showErrors({ slack }: Actor, view: View, { errors }: JsonObject): string | undefined {
  if (typeof errors !== 'object' || errors === null || !Object.keys(errors).length) {
    return 'response_action errors without any error';
  }
  const inputs = view.content.blocks.filter(({ type }) => type === 'input');
  const stray = Object.keys(errors).find((id) => inputs.every(({ block_id }) => block_id !== id));
  if (stray !== undefined) return `an error for ${stray}, which is no input block of this view`;
  view.errors = errors as View['errors'];
  slack.changed.send();
  return undefined;
}

function ownerOf({ slack, workspace, user }: Actor) {
  return { slack, workspace, userId: user.id };
}

import { isRefusal } from '../api-error.ts';
import type { Actor } from '../deliveries/payloads.ts';
import type { Fields } from '../slack-context.ts';
import { pushModal, readView, replaceContent, takeAway } from '../state/views.ts';
import type { View } from '../state/workspace.ts';

/** What a `response_action` does; returns words when it can't be done. */
type Action = (actor: Actor, view: View, answer: Fields) => string | undefined;

const actions: { readonly [action: string]: Action } = {
  errors: showErrors,
  update: ({ world }, view, answer) => {
    replaceContent(world, view, readView(world.mint, answer.view, 'modal'));
    return undefined;
  },
  push: (actor, _, answer) => {
    pushModal(roomOf(actor), readView(actor.world.mint, answer.view, 'modal'));
    return undefined;
  },
  clear: (actor) => {
    takeAway(roomOf(actor), 'all');
    return undefined;
  },
};

/** Shows errors, changes, pushes or clears as the acknowledgement says; without a word the view closes. */
export function followSubmission(actor: Actor, view: View, body: unknown): string | undefined {
  const answer: Fields = typeof body === 'object' && body !== null ? { ...body } : {};
  const { response_action: name } = answer;
  if (name === undefined) {
    takeAway(roomOf(actor), 'top');
    return undefined;
  }
  const action = actions[String(name)];
  if (!action) return `there is no response_action ${String(name)}`;
  try {
    return action(actor, view, answer);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return `${error.refusal.error} (${error.refusal.words})`;
  }
}

function showErrors({ world }: Actor, view: View, { errors }: Fields): string | undefined {
  if (typeof errors !== 'object' || errors === null || !Object.keys(errors).length) {
    return 'response_action errors without any error';
  }
  const inputs = view.content.blocks.filter(({ type }) => type === 'input');
  const stray = Object.keys(errors).find((id) => inputs.every(({ block_id }) => block_id !== id));
  if (stray !== undefined) return `an error for ${stray}, which is no input block of this view`;
  view.errors = errors as View['errors'];
  world.changed.send();
  return undefined;
}

function roomOf({ world, workspace, user }: Actor) {
  return { world, workspace, userId: user.id };
}

import type { Block } from '../../protocol.ts';
import { apiError, apiErrorWithMessages } from '../api-error.ts';
import { viewProblems } from '../block-kit/index.ts';
import type { JsonObject } from '../json-object.ts';
import { withIds } from './elements.ts';
import { stateOf } from './input-values.ts';
import type { SlackState } from './slack-state.ts';
import type { View, Workspace } from './workspace.ts';

type ViewText = { readonly type: string; readonly text: string };

/** A view as the app sent it. */
export type ViewInput = {
  readonly content: View['content'];
  readonly externalId: string;
};

type ViewOwner = {
  readonly slack: SlackState;
  readonly workspace: Workspace;
  readonly userId: string;
};

/** Slack's limit for a user's stack of modals. */
const maxModals = 3;

/** Parses a view of this type from the app; throws an API error. */
export function readView(
  ids: SlackState['ids'],
  value: unknown,
  type: 'modal' | 'home',
): ViewInput {
  const problems = viewProblems(value);
  if (problems.length) throw apiErrorWithMessages('invalid_arguments', problems);
  const view = value as JsonObject;
  if (view.type !== type) {
    throw apiErrorWithMessages('invalid_arguments', [`view type must be ${type}: /view/type`]);
  }
  return {
    externalId: String(view.external_id ?? ''),
    content: {
      type,
      callback_id: String(view.callback_id ?? ''),
      ...(view.title !== undefined && { title: view.title as ViewText }),
      ...(view.submit !== undefined && { submit: view.submit as ViewText }),
      ...(view.close !== undefined && { close: view.close as ViewText }),
      blocks: withIds(ids, (view.blocks ?? []) as Block[]),
      private_metadata: String(view.private_metadata ?? ''),
      clear_on_close: view.clear_on_close === true,
      notify_on_close: view.notify_on_close === true,
    },
  };
}

/** Opens a modal in place of the open stack. */
export function openModal(owner: ViewOwner, given: ViewInput): View {
  return addToStack(owner, [], given);
}

/** Opens a modal on top of the open ones. */
export function pushModal(owner: ViewOwner, given: ViewInput): View {
  const stack = owner.workspace.modals.get(owner.userId) ?? [];
  if (!stack.length) throw apiError('not_found', 'no modal is open to push onto');
  if (stack.length >= maxModals) throw apiError('push_limit_reached', 'three modals are open');
  return addToStack(owner, stack, given);
}

function addToStack(owner: ViewOwner, below: readonly View[], given: ViewInput): View {
  const view = newView(owner, given, below);
  owner.workspace.modals.set(owner.userId, [...below, view]);
  owner.slack.changed.send();
  return view;
}

/** Keeps the input of elements whose block and action ids stay the same. */
export function replaceContent(
  slack: SlackState,
  view: View,
  { content, externalId }: ViewInput,
): void {
  view.content = content;
  view.externalId = externalId;
  view.values = stateOf(content.blocks, view.values);
  view.errors = {};
  view.hash = newHash(slack);
  slack.changed.send();
}

export function publishHome(owner: ViewOwner, given: ViewInput): View {
  const { slack, workspace, userId } = owner;
  const before = workspace.homes.get(userId);
  if (before) {
    replaceContent(slack, before, given);
    return before;
  }
  const view = newView(owner, given, []);
  workspace.homes.set(userId, view);
  slack.changed.send();
  return view;
}

/** Closes the user's topmost modal or all of them; returns the closed ones, topmost first. */
export function closeModals(owner: ViewOwner, which: 'top' | 'all'): readonly View[] {
  const stack = owner.workspace.modals.get(owner.userId) ?? [];
  const left = which === 'all' ? [] : stack.slice(0, -1);
  owner.workspace.modals.set(owner.userId, left);
  owner.slack.changed.send();
  return stack.slice(left.length).toReversed();
}

export function allViews(workspace: Workspace): readonly View[] {
  return [...workspace.homes.values(), ...[...workspace.modals.values()].flat()];
}

function newView(
  { slack, workspace, userId }: ViewOwner,
  given: ViewInput,
  below: readonly View[],
): View {
  const { content, externalId } = given;
  if (externalId && allViews(workspace).some((view) => view.externalId === externalId)) {
    throw apiError('duplicate_external_id', externalId);
  }
  const id = slack.ids.next('V', workspace.number);
  return {
    id,
    userId,
    rootViewId: below[0]?.id ?? id,
    previousViewId: below.at(-1)?.id ?? null,
    externalId,
    content,
    hash: newHash(slack),
    values: stateOf(content.blocks),
    errors: {},
  };
}

function newHash({ clock, ids }: SlackState): string {
  return `${Math.floor(clock.now() / 1000)}.${ids.secret(4)}`;
}

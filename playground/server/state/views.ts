import type { Block } from '../../protocol.ts';
import { refusal, refusalWithReasons } from '../api-error.ts';
import { viewProblems } from '../block-kit/index.ts';
import type { Fields, World } from '../slack-context.ts';
import { withIds } from './elements.ts';
import { stateOf } from './input-values.ts';
import type { View, Workspace } from './workspace.ts';

type ViewText = { readonly type: string; readonly text: string };

/** A view as the app gives it. */
export type GivenView = {
  readonly content: View['content'];
  readonly externalId: string;
};

type Room = { readonly world: World; readonly workspace: Workspace; readonly userId: string };

/** Slack shows at most three modals on top of each other. */
const deepestStack = 3;

/** Reads a view of this type as the app sent it; throws what Slack refuses it with. */
export function readView(mint: World['mint'], value: unknown, type: 'modal' | 'home'): GivenView {
  const problems = viewProblems(value);
  if (problems.length) throw refusalWithReasons('invalid_arguments', problems);
  const view = value as Fields;
  if (view.type !== type) {
    throw refusalWithReasons('invalid_arguments', [`view type must be ${type}: /view/type`]);
  }
  return {
    externalId: String(view.external_id ?? ''),
    content: {
      type,
      callback_id: String(view.callback_id ?? ''),
      ...(view.title !== undefined && { title: view.title as ViewText }),
      ...(view.submit !== undefined && { submit: view.submit as ViewText }),
      ...(view.close !== undefined && { close: view.close as ViewText }),
      blocks: withIds(mint, (view.blocks ?? []) as Block[]),
      private_metadata: String(view.private_metadata ?? ''),
      clear_on_close: view.clear_on_close === true,
      notify_on_close: view.notify_on_close === true,
    },
  };
}

/** Opens a first modal; what was open goes. */
export function openModal(room: Room, given: GivenView): View {
  return putOnStack(room, [], given);
}

/** Puts a modal on top of those that are open. */
export function pushModal(room: Room, given: GivenView): View {
  const stack = room.workspace.modals.get(room.userId) ?? [];
  if (!stack.length) throw refusal('not_found', 'no modal is open to push onto');
  if (stack.length >= deepestStack) throw refusal('push_limit_reached', 'three modals are open');
  return putOnStack(room, stack, given);
}

function putOnStack(room: Room, below: readonly View[], given: GivenView): View {
  const view = newView(room, given, below);
  room.workspace.modals.set(room.userId, [...below, view]);
  room.world.changed.send();
  return view;
}

/** What is filled in stays where block and action ids stay the same. */
export function replaceContent(world: World, view: View, { content, externalId }: GivenView): void {
  view.content = content;
  view.externalId = externalId;
  view.values = stateOf(content.blocks, view.values);
  view.errors = {};
  view.hash = newHash(world);
  world.changed.send();
}

export function publishHome(room: Room, given: GivenView): View {
  const { world, workspace, userId } = room;
  const before = workspace.homes.get(userId);
  if (before) {
    replaceContent(world, before, given);
    return before;
  }
  const view = newView(room, given, []);
  workspace.homes.set(userId, view);
  world.changed.send();
  return view;
}

/** Takes modals away, the whole stack or only the topmost; returns what is gone, topmost first. */
export function takeAway(room: Room, what: 'top' | 'all'): readonly View[] {
  const stack = room.workspace.modals.get(room.userId) ?? [];
  const left = what === 'all' ? [] : stack.slice(0, -1);
  room.workspace.modals.set(room.userId, left);
  room.world.changed.send();
  return stack.slice(left.length).toReversed();
}

export function allViews(workspace: Workspace): readonly View[] {
  return [...workspace.homes.values(), ...[...workspace.modals.values()].flat()];
}

function newView(
  { world, workspace, userId }: Room,
  given: GivenView,
  below: readonly View[],
): View {
  const { content, externalId } = given;
  if (externalId && allViews(workspace).some((view) => view.externalId === externalId)) {
    throw refusal('duplicate_external_id', externalId);
  }
  const id = world.mint.id('V', workspace.number);
  return {
    id,
    userId,
    rootViewId: below[0]?.id ?? id,
    previousViewId: below.at(-1)?.id ?? null,
    externalId,
    content,
    hash: newHash(world),
    values: stateOf(content.blocks),
    errors: {},
  };
}

function newHash({ clock, mint }: World): string {
  return `${Math.floor(clock.now() / 1000)}.${mint.secret(4)}`;
}

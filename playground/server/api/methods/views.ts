import { refusal, refusalWithReasons } from '../../api-error.ts';
import { viewJson } from '../../state/json/view.ts';
import {
  allViews,
  openModal,
  publishHome,
  pushModal,
  readView,
  replaceContent,
} from '../../state/views.ts';
import type { View } from '../../state/workspace.ts';
import { knownUser } from '../access-checks.ts';
import { jsonOf, requiredText, textOf } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';

/** No scope is needed: the right to open a view is the trigger id. */
export const viewMethods: Methods = {
  'views.open': { tier: 4, run: (call) => onTrigger(call, openModal) },
  'views.push': { tier: 4, run: (call) => onTrigger(call, pushModal) },
  'views.update': { tier: 4, run: update },
  'views.publish': { tier: 4, run: publish },
};

function onTrigger(call: Call, show: typeof openModal) {
  const { world, workspace, args } = call;
  const triggerId = requiredText(args, 'trigger_id');
  const given = readView(world.mint, viewArgument(call), 'modal');
  const trigger = world.triggers.check(triggerId, workspace.id);
  if (typeof trigger === 'string') throw refusal(trigger, 'a trigger id is good for 3 s, once');
  const view = show({ world, workspace, userId: trigger.userId }, given);
  world.triggers.use(triggerId);
  return { view: viewJson(world, workspace, view) };
}

function update(call: Call) {
  const { world, workspace, args } = call;
  const id = textOf(args, 'view_id');
  const externalId = textOf(args, 'external_id');
  if (!id && !externalId) {
    throw refusalWithReasons('invalid_arguments', ['missing required field: view_id']);
  }
  const view = allViews(workspace).find((one) =>
    id ? one.id === id : one.externalId === externalId,
  );
  if (!view) throw refusal('not_found', 'the view is closed or never was');
  const given = readView(world.mint, viewArgument(call), view.content.type);
  checkHash(call, view);
  replaceContent(world, view, { ...given, externalId: given.externalId || view.externalId });
  return { view: viewJson(world, workspace, view) };
}

function publish(call: Call) {
  const { world, workspace, args } = call;
  const user = knownUser(call, requiredText(args, 'user_id'));
  if (!world.manifest.features?.app_home?.home_tab_enabled) {
    throw refusal('not_enabled', 'the Home tab is off in the manifest');
  }
  const given = readView(world.mint, viewArgument(call), 'home');
  const before = workspace.homes.get(user.id);
  if (before) checkHash(call, before);
  const view = publishHome({ world, workspace, userId: user.id }, given);
  return { view: viewJson(world, workspace, view) };
}

function viewArgument({ args }: Call): unknown {
  const view = jsonOf(args, 'view', 'invalid_arguments');
  if (view !== undefined) return view;
  throw refusalWithReasons('invalid_arguments', ['missing required field: view']);
}

function checkHash({ args }: Call, view: View): void {
  const hash = textOf(args, 'hash');
  if (hash !== undefined && hash !== view.hash) {
    throw refusal('hash_conflict', 'the view was changed since');
  }
}

import { apiError, apiErrorWithMessages } from '../../api-error.ts';
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
import { requireUser } from '../access-checks.ts';
import { jsonOf, requiredText, textOf } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';

/** These methods need no scope; opening needs a trigger id. */
export const viewMethods: Methods = {
  'views.open': { tier: 4, run: (call) => openWithTrigger(call, openModal) },
  'views.push': { tier: 4, run: (call) => openWithTrigger(call, pushModal) },
  'views.update': { tier: 4, run: update },
  'views.publish': { tier: 4, run: publish },
};

function openWithTrigger(call: Call, show: typeof openModal) {
  const { slack, workspace, args } = call;
  const triggerId = requiredText(args, 'trigger_id');
  const given = readView(slack.ids, viewArgument(call), 'modal');
  const trigger = slack.triggerIds.check(triggerId, workspace.id);
  if (typeof trigger === 'string')
    throw apiError(trigger, 'a trigger id is valid for 3 s and one use');
  const view = show({ slack, workspace, userId: trigger.userId }, given);
  slack.triggerIds.use(triggerId);
  return { view: viewJson(slack, workspace, view) };
}

function update(call: Call) {
  const { slack, workspace, args } = call;
  const id = textOf(args, 'view_id');
  const externalId = textOf(args, 'external_id');
  if (!id && !externalId) {
    throw apiErrorWithMessages('invalid_arguments', ['missing required field: view_id']);
  }
  const view = allViews(workspace).find((one) =>
    id ? one.id === id : one.externalId === externalId,
  );
  if (!view) throw apiError('not_found', 'no such view is open');
  const given = readView(slack.ids, viewArgument(call), view.content.type);
  checkHash(call, view);
  replaceContent(slack, view, { ...given, externalId: given.externalId || view.externalId });
  return { view: viewJson(slack, workspace, view) };
}

function publish(call: Call) {
  const { slack, workspace, args } = call;
  const user = requireUser(call, requiredText(args, 'user_id'));
  if (!slack.manifest.features?.app_home?.home_tab_enabled) {
    throw apiError('not_enabled', 'the Home tab is off in the manifest');
  }
  const given = readView(slack.ids, viewArgument(call), 'home');
  const published = workspace.homes.get(user.id);
  if (published) checkHash(call, published);
  const view = publishHome({ slack, workspace, userId: user.id }, given);
  return { view: viewJson(slack, workspace, view) };
}

function viewArgument({ args }: Call): unknown {
  const view = jsonOf(args, 'view', 'invalid_arguments');
  if (view !== undefined) return view;
  throw apiErrorWithMessages('invalid_arguments', ['missing required field: view']);
}

function checkHash({ args }: Call, view: View): void {
  const hash = textOf(args, 'hash');
  if (hash !== undefined && hash !== view.hash) {
    throw apiError('hash_conflict', 'the view has changed');
  }
}

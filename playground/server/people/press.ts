import type { StateValues } from '../../protocol.ts';
import type { DeliveryResult } from '../deliveries/deliver.ts';
import {
  type Actor,
  blockActionsPayload,
  blockSuggestionPayload,
  type ResolvedContainer,
} from '../deliveries/payloads.ts';
import type { JsonObject } from '../json-object.ts';
import { type Control, controlsOf } from '../state/elements.ts';
import { fillIn, holdsValue, pickOption, stateOf } from '../state/input-values.ts';
import { deliverInteractive } from './interactive.ts';
import { shownBlocks } from './message-view.ts';
import { openChosen, openChosenIn } from './open-chosen.ts';
import { userError } from './user-error.ts';

export type ControlName = { readonly block_id: string; readonly action_id: string };

/** Uses a control. In an input block the app is told only with `dispatch_action`. */
export async function press(
  actor: Actor,
  container: ResolvedContainer,
  name: ControlName,
  { value, state }: { readonly value: JsonObject; readonly state: StateValues },
): Promise<DeliveryResult> {
  const control = controlIn(container, name);
  const chosen = checkedValue(control, openChosen(actor, value));
  const values = stateAfter(container, control, openChosenIn(actor, state), chosen);
  if ('view' in container) container.view.values = values;
  if (control.block.type === 'input' && control.block.dispatch_action !== true) {
    return { ok: true, error: '', ms: 0, body: null };
  }
  const action = actionOf(actor, control, chosen);
  const payload = blockActionsPayload(actor, container, { action, state: values });
  return deliverInteractive(actor, 'action', payload);
}

/** Asks the app for a menu's options. */
export function askOptions(
  actor: Actor,
  container: ResolvedContainer,
  name: ControlName,
  query: string,
): Promise<DeliveryResult> {
  const control = controlIn(container, name);
  const payload = blockSuggestionPayload(actor, container, control, query);
  return deliverInteractive(actor, 'options', payload, (body) =>
    isOptions(body) ? undefined : 'the answer has neither options nor option_groups',
  );
}

function blocksOf(container: ResolvedContainer) {
  return 'view' in container ? container.view.content.blocks : shownBlocks(container.message);
}

function controlIn(container: ResolvedContainer, { block_id, action_id }: ControlName): Control {
  const control = controlsOf(blocksOf(container)).find(
    ({ blockId, actionId }) => blockId === block_id && actionId === action_id,
  );
  if (control) return control;
  throw userError('This control is no longer there');
}

/** Checks that a menu offers the selected options. */
function checkedValue({ element }: Control, value: JsonObject): JsonObject {
  try {
    const { selected_option: one, selected_options: many } = value;
    return {
      ...value,
      ...(one !== undefined && { selected_option: pickOption(element, one) }),
      ...(Array.isArray(many) && {
        selected_options: many.map((option: unknown) => pickOption(element, option)),
      }),
    };
  } catch (error) {
    throw userError(error instanceof Error ? error.message : String(error));
  }
}

function stateAfter(
  container: ResolvedContainer,
  { blockId, actionId, element }: Control,
  given: StateValues,
  chosen: JsonObject,
): StateValues {
  const before = 'view' in container ? container.view.values : stateOf(blocksOf(container));
  const values = fillIn(before, given);
  if (!holdsValue(element.type) || !Object.keys(chosen).length) return values;
  return fillIn(values, { [blockId]: { [actionId]: { type: element.type, ...chosen } } });
}

function actionOf({ slack }: Actor, control: Control, chosen: JsonObject): JsonObject {
  const { element, blockId, actionId } = control;
  const { text, value, url, style, placeholder } = element;
  const isButton = element.type === 'button' || element.type === 'icon_button';
  return {
    type: element.type,
    action_id: actionId,
    block_id: blockId,
    ...(isButton && { text, ...(value !== undefined && { value }) }),
    ...(isButton && url !== undefined && { url }),
    ...(isButton && style !== undefined && { style }),
    ...(placeholder !== undefined && { placeholder }),
    ...chosen,
    action_ts: slack.ids.ts(),
  };
}

function isOptions(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const { options, option_groups } = body as JsonObject;
  return Array.isArray(options) || Array.isArray(option_groups);
}

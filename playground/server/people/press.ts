import type { StateValues } from '../../protocol.ts';
import type { Delivery } from '../contract.ts';
import {
  type Actor,
  blockActionsPayload,
  blockSuggestionPayload,
  type Place,
} from '../deliveries/payloads.ts';
import type { Fields } from '../slack-context.ts';
import { type Control, controlsOf } from '../state/elements.ts';
import { fillIn, holdsValue, pickOption, stateOf } from '../state/input-values.ts';
import { deliverInteractive } from './interactive.ts';
import { cantDo } from './user-error.ts';

export type ControlName = { readonly block_id: string; readonly action_id: string };

/** Presses or changes a control; in an input block the app hears of it only with `dispatch_action`. */
export async function press(
  actor: Actor,
  place: Place,
  name: ControlName,
  { value, state }: { readonly value: Fields; readonly state: StateValues },
): Promise<Delivery> {
  const control = controlIn(place, name);
  const chosen = checkedValue(control, value);
  const values = stateAfter(place, control, state, chosen);
  if ('view' in place) place.view.values = values;
  if (control.block.type === 'input' && control.block.dispatch_action !== true) {
    return { ok: true, error: '', ms: 0, body: null };
  }
  const action = actionOf(actor, control, chosen);
  const payload = blockActionsPayload(actor, place, { action, state: values });
  return deliverInteractive(actor, 'action', payload);
}

/** Asks the app what a menu offers for these letters. */
export function askOptions(
  actor: Actor,
  place: Place,
  name: ControlName,
  query: string,
): Promise<Delivery> {
  const control = controlIn(place, name);
  const payload = blockSuggestionPayload(actor, place, control, query);
  return deliverInteractive(actor, 'options', payload, (body) =>
    isOptions(body) ? undefined : 'the answer has neither options nor option_groups',
  );
}

function blocksOf(place: Place) {
  return 'view' in place ? place.view.content.blocks : place.message.blocks;
}

function controlIn(place: Place, { block_id, action_id }: ControlName): Control {
  const control = controlsOf(blocksOf(place)).find(
    ({ blockId, actionId }) => blockId === block_id && actionId === action_id,
  );
  if (control) return control;
  throw cantDo('This control is no longer there');
}

/** Menus only give what they offer. */
function checkedValue({ element }: Control, value: Fields): Fields {
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
    throw cantDo(error instanceof Error ? error.message : String(error));
  }
}

function stateAfter(
  place: Place,
  { blockId, actionId, element }: Control,
  given: StateValues,
  chosen: Fields,
): StateValues {
  const before = 'view' in place ? place.view.values : stateOf(blocksOf(place));
  const values = fillIn(before, given);
  if (!holdsValue(element.type) || !Object.keys(chosen).length) return values;
  return fillIn(values, { [blockId]: { [actionId]: { type: element.type, ...chosen } } });
}

function actionOf({ world }: Actor, control: Control, chosen: Fields): Fields {
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
    action_ts: world.mint.ts(),
  };
}

function isOptions(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const { options, option_groups } = body as Fields;
  return Array.isArray(options) || Array.isArray(option_groups);
}

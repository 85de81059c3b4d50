import type { InputValue, StateValues } from '../../protocol.ts';
import type { Actor } from '../deliveries/payloads.ts';
import type { JsonObject } from '../json-object.ts';
import { openDirectMessage } from '../state/channels.ts';

/**
 * The choice in a menu of conversations, with a person replaced by the direct message with them,
 * which is opened if need be.
 */
export function openChosen({ slack, workspace, user }: Actor, value: JsonObject): JsonObject {
  const { selected_conversation: one, selected_conversations: many } = value;
  const opened = (id: unknown): unknown =>
    typeof id === 'string' && workspace.users.has(id)
      ? openDirectMessage(slack, workspace, [user.id, id]).id
      : id;
  return {
    ...value,
    ...(one !== undefined && { selected_conversation: opened(one) }),
    ...(Array.isArray(many) && { selected_conversations: many.map(opened) }),
  };
}

/** The same for all values of a form. */
export function openChosenIn(actor: Actor, state: StateValues): StateValues {
  return Object.fromEntries(
    Object.entries(state).map(([block, values]) => [
      block,
      Object.fromEntries(
        Object.entries(values).map(([action, value]) => [
          action,
          openChosen(actor, value) as InputValue,
        ]),
      ),
    ]),
  );
}

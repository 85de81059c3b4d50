import type { DeliveryResult } from '../deliveries/deliver.ts';
import {
  type Actor,
  globalShortcutPayload,
  messageShortcutPayload,
} from '../deliveries/payloads.ts';
import { hasApp } from '../state/teams.ts';
import type { Channel, Message } from '../state/workspace.ts';
import { deliverInteractive } from './interactive.ts';
import { userError } from './user-error.ts';

/** Calls a shortcut of the manifest: a message shortcut with `on`, else a global one. */
export function callShortcut(
  actor: Actor,
  callbackId: string,
  on: { readonly channel: Channel; readonly message: Message } | undefined,
): Promise<DeliveryResult> {
  const type = on ? 'message' : 'global';
  const shortcuts = actor.slack.manifest.features?.shortcuts ?? [];
  const isThere = shortcuts.some((one) => one.callback_id === callbackId && one.type === type);
  if (!isThere || !hasApp(actor.workspace, actor.user)) {
    throw userError(`The manifest has no ${type} shortcut ${callbackId}`);
  }
  const payload = on
    ? messageShortcutPayload(actor, callbackId, on)
    : globalShortcutPayload(actor, callbackId);
  return deliverInteractive(actor, 'shortcut', payload);
}

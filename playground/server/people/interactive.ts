import type { TrafficEntry } from '../../protocol.ts';
import { type DeliveryResult, deliveryResult } from '../deliveries/deliver.ts';
import type { Actor } from '../deliveries/payloads.ts';
import type { JsonObject } from '../json-object.ts';

/** Delivers an interactive payload, or logs why not: interactivity is off in the manifest. */
export async function deliverInteractive(
  { slack }: Actor,
  kind: TrafficEntry['kind'],
  payload: JsonObject,
  apply?: (body: unknown) => string | undefined,
): Promise<DeliveryResult> {
  const name = String(payload.type);
  if (!slack.manifest.settings?.interactivity?.is_enabled) {
    const error = 'interactivity_disabled';
    const detail = 'interactivity is off in the manifest, so nothing reaches the app';
    slack.traffic.add({
      from: 'slack',
      kind,
      name,
      outcome: 'refused',
      ms: 0,
      detail: `${error} (${detail})`,
      request: payload,
      response: null,
    });
    return { ok: false, error, ms: 0, body: null };
  }
  const reply = await slack.deliver({ type: 'interactive', payload }, { kind, name }, apply);
  return deliveryResult(reply);
}

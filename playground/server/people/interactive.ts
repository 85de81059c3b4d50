import type { TrafficEntry } from '../../protocol.ts';
import type { Delivery } from '../contract.ts';
import type { Actor } from '../deliveries/payloads.ts';
import type { Fields } from '../slack-context.ts';
import { asDelivery } from './command-response.ts';

/** Sends an interactive payload; nothing is sent when the manifest has interactivity off. */
export async function deliverInteractive(
  { world }: Actor,
  kind: TrafficEntry['kind'],
  payload: Fields,
  follow?: (body: unknown) => string | undefined,
): Promise<Delivery> {
  const name = String(payload.type);
  if (!world.manifest.settings?.interactivity?.is_enabled) {
    const error = 'interactivity_disabled';
    const detail = 'interactivity is off in the manifest, so nothing reaches the app';
    world.traffic.add({
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
  return asDelivery(await world.deliver({ type: 'interactive', payload }, { kind, name }, follow));
}

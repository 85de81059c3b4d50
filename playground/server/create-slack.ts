import { sampleWorkspaces } from '../sample-workspace.ts';
import { type Clock, runningClock } from './clock.ts';
import type { LocalSlackOptions } from './contract.ts';
import { deliverer } from './deliveries/deliver.ts';
import { deliverEvents } from './deliveries/events.ts';
import { responseUrls } from './deliveries/response-urls.ts';
import { socketHub } from './deliveries/socket-transport.ts';
import { switchableTransport } from './deliveries/switchable-transport.ts';
import { triggerDesk } from './deliveries/trigger-ids.ts';
import { faultList } from './faults.ts';
import { signal } from './signal.ts';
import type { Happening, World } from './slack-context.ts';
import { buildWorkspace } from './state/build-workspace.ts';
import { mint as newMint } from './state/id-generator.ts';
import { trafficLog } from './traffic.ts';

/** Puts the parts together; `url` is where the server listens. */
export function createWorld(options: LocalSlackOptions, url: string) {
  const { manifest, workspaces = sampleWorkspaces, log = () => {} } = options;
  const changed = signal<void>();
  const own = ownClock(options.clock ?? runningClock(), () => changed.send());
  const { clock } = own;
  const mint = newMint(clock);
  const traffic = trafficLog({ now: clock.now, added: () => changed.send(), log });
  const app = {
    id: mint.id('A'),
    name: manifest.display_information.name,
    verificationToken: mint.secret(12),
    signingSecret: mint.secret(16),
    appToken: `xapp-1-${mint.id('A')}-${mint.secret(16)}`,
    clientId: `${mint.secret(6)}.${mint.secret(6)}`,
    clientSecret: mint.secret(16),
  };
  const sockets = socketHub({ appId: app.id, clock, mint, traffic, changed: changed.send });
  const transport = switchableTransport(sockets, app.signingSecret, options.requestUrl);
  const world: World = {
    url,
    manifest,
    app,
    clock,
    mint,
    workspaces: workspaces.map((seed, index) =>
      buildWorkspace({ mint, clock, manifest }, seed, index + 1),
    ),
    revokedTokens: new Set(),
    faults: faultList(),
    traffic,
    happened: signal<Happening>(),
    changed,
    triggers: triggerDesk(clock, mint),
    responseUrls: responseUrls(clock, mint, url),
    deliver: deliverer({ clock, traffic }, transport.current),
  };
  deliverEvents(world);
  const close = async (): Promise<void> => {
    own.close();
    transport.close();
    await sockets.close();
  };
  return { world, sockets, transport, close };
}

/** The given clock, telling of changes; closing it takes back only what was planned here, for the clock may be shared with the app. */
function ownClock(clock: Clock, changed: () => void): { clock: Clock; close: () => void } {
  const planned = new Set<() => void>();
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    for (const cancel of planned) cancel();
    planned.clear();
  };
  const at: Clock['at'] = (time, task) => {
    if (isClosed) return () => {};
    const cancelTask = clock.at(time, () => {
      planned.delete(cancel);
      task();
    });
    const cancel = (): void => {
      planned.delete(cancel);
      cancelTask();
    };
    planned.add(cancel);
    return cancel;
  };
  const set = (time: number): void => {
    clock.set(time);
    changed();
  };
  const advance = (ms: number): void => set(clock.now() + ms);
  return { clock: { ...clock, at, set, advance, close }, close };
}

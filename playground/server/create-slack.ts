import { sampleWorkspaces } from '../sample-workspace.ts';
import { type Clock, runningClock } from './clock.ts';
import { deliverer } from './deliveries/deliver.ts';
import { deliverEvents } from './deliveries/events.ts';
import { responseUrls } from './deliveries/response-urls.ts';
import { socketTransport } from './deliveries/socket-transport.ts';
import { switchableTransport } from './deliveries/switchable-transport.ts';
import { triggerIds } from './deliveries/trigger-ids.ts';
import { faultList } from './faults.ts';
import type { Manifest } from './manifest.ts';
import { signal } from './signal.ts';
import type { SlackContext } from './slack-context.ts';
import { buildWorkspace } from './state/build-workspace.ts';
import { idGenerator } from './state/id-generator.ts';
import type { SlackEvent } from './state/slack-state.ts';
import type { WorkspaceSeed } from './state/workspace-seed.ts';
import { trafficLog } from './traffic.ts';

export type LocalSlackOptions = {
  /** The app's parsed manifest: it grants all commands, shortcuts, events and scopes. */
  readonly manifest: Manifest;
  /** The sample workspaces by default. */
  readonly workspaces?: readonly WorkspaceSeed[];
  /** Any free port by default. Always on the loopback interface. */
  readonly port?: number;
  readonly clock?: Clock;
  /** Sends payloads to this URL by HTTP instead of over the app's sockets. */
  readonly requestUrl?: string;
  /** The folder of the built page; without it only the protocol is served. */
  readonly pageFolder?: string;
  /** Receives one line for each refusal and failure; nothing is printed by default. */
  readonly log?: (line: string) => void;
};

/** Creates the state and services of a local Slack whose server listens at `url`. */
export function createSlack(options: LocalSlackOptions, url: string) {
  const { manifest, workspaces = sampleWorkspaces, log = () => {} } = options;
  const changed = signal<void>();
  const clock = scopedClock(options.clock ?? runningClock(), () => changed.send());
  const ids = idGenerator(clock);
  const traffic = trafficLog({ now: clock.now, added: () => changed.send(), log });
  const app = {
    id: ids.next('A'),
    name: manifest.display_information.name,
    verificationToken: ids.secret(12),
    signingSecret: ids.secret(16),
    appToken: `xapp-1-${ids.next('A')}-${ids.secret(16)}`,
    clientId: `${ids.secret(6)}.${ids.secret(6)}`,
    clientSecret: ids.secret(16),
  };
  const names = new Set<string>();
  for (const { name } of workspaces) {
    if (names.has(name)) throw new Error(`Two workspaces are called ${name}`);
    names.add(name);
  }
  const teams = new Map(workspaces.map(({ name }, index) => [name, ids.next('T', index + 1)]));
  const parts = { ids, clock, manifest, enterprises: new Map(), people: new Map(), teams };
  const sockets = socketTransport({ appId: app.id, clock, ids, traffic, changed: changed.send });
  const transport = switchableTransport(sockets, app.signingSecret, options.requestUrl);
  const slack: SlackContext = {
    url,
    manifest,
    app,
    clock,
    ids,
    workspaces: workspaces.map((seed, index) => buildWorkspace(parts, seed, index + 1)),
    revokedTokens: new Set(),
    tokenEnds: new Map(),
    refreshTokens: new Map(),
    orgInstallations: new Map(),
    faults: faultList(),
    traffic,
    events: signal<SlackEvent>(),
    changed,
    triggerIds: triggerIds(clock, ids),
    responseUrls: responseUrls(clock, ids, url),
    deliver: deliverer({ clock, traffic }, transport.current),
    distribution: { addUrl: undefined, redirectUrl: undefined },
  };
  deliverEvents(slack);
  const close = async (): Promise<void> => {
    clock.close();
    transport.close();
    await sockets.close();
  };
  return { slack, sockets, transport, close };
}

/**
 * The given clock, with a call to `changed` whenever it is set. Closing it cancels only the tasks
 * that were scheduled through it, because the app may share the clock.
 */
function scopedClock(clock: Clock, changed: () => void): Clock {
  const cancels = new Set<() => void>();
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    for (const cancel of cancels) cancel();
    cancels.clear();
  };
  const at: Clock['at'] = (time, task) => {
    if (isClosed) return () => {};
    const cancelTask = clock.at(time, () => {
      cancels.delete(cancel);
      task();
    });
    const cancel = (): void => {
      cancels.delete(cancel);
      cancelTask();
    };
    cancels.add(cancel);
    return cancel;
  };
  const set = (time: number): void => {
    clock.set(time);
    changed();
  };
  const advance = (ms: number): void => set(clock.now() + ms);
  return { ...clock, at, set, advance, close };
}

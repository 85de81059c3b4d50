import type { MessageView, TrafficEntry } from '../protocol.ts';
import { type Admin, admin } from './admin.ts';
import { responseUrlEndpoint } from './api/response-url-endpoint.ts';
import { webApiEndpoint } from './api/web-api-endpoint.ts';
import type { Clock } from './clock.ts';
import { createSlack, type LocalSlackOptions } from './create-slack.ts';
import { type DeliveryResult, deliveryResult } from './deliveries/deliver.ts';
import type { Delivery } from './deliveries/delivery.ts';
import type { Actor } from './deliveries/payloads.ts';
import type { Faults } from './faults.ts';
import { downloadEndpoint, uploadEndpoint } from './http/file-endpoints.ts';
import { listen, serve } from './http/server.ts';
import type { JsonObject } from './json-object.ts';
import { addApp } from './oauth/add-app.ts';
import { authorizationCodes } from './oauth/authorization-codes.ts';
import { authorizeEndpoint } from './oauth/authorize-endpoint.ts';
import { actEndpoint } from './page/act-endpoint.ts';
import { sendStaticFile } from './page/static-files.ts';
import { streamEndpoint } from './page/stream-endpoint.ts';
import { messagesFor } from './people/message-view.ts';
import { type Person, person } from './people/person.ts';
import { findChannel, findUser, findWorkspace } from './state/find.ts';
import type { Workspace } from './state/workspace.ts';
import { describeEntry } from './traffic.ts';
import { conditionWaiter } from './wait-until.ts';

export type { LocalSlackOptions } from './create-slack.ts';

export type LocalSlack = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** For the app's `slackApiUrl`; ends in `/api/`. */
  readonly apiUrl: string;
  readonly credentials: {
    readonly signingSecret: string;
    readonly appToken: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** For the first workspace by default. */
  readonly botToken: (workspace?: string) => string;
  readonly clock: Clock;
  readonly faults: Faults;
  /** All calls and deliveries between the app and Slack. */
  readonly traffic: readonly TrafficEntry[];
  /** Every refusal, such as `chat.postMessage: missing_scope (needs chat:write)`. */
  readonly refusals: () => readonly string[];
  /**
   * Sends payloads to this URL from now on, as after switching Socket Mode off in the app's
   * settings.
   */
  readonly deliverTo: (requestUrl: string) => void;
  /** Sends the app a payload as it is, signed or in an envelope. */
  readonly deliver: (type: Delivery['type'], payload: JsonObject) => Promise<DeliveryResult>;
  /**
   * From now on people can add the app to their workspaces at this page of it, on the page of the
   * local Slack too. Slack sends them back to `oauth_redirect` beside it, as Bolt has it.
   */
  readonly offerAt: (addUrl: string) => void;
  /** Adds the app as a person does at that page. */
  readonly add: (workspace?: string) => Promise<void>;
  /** By handle (`ana`); in the first workspace by default. */
  readonly person: (name: string, workspace?: string) => Person;
  /** A channel's messages without the ephemeral ones. */
  readonly messages: (channel: string, workspace?: string) => readonly MessageView[];
  /** Administration that the page doesn't offer. */
  readonly admin: Admin;
  /** Closes the app's sockets, at most `most`, as Slack does for a refresh or without notice. */
  readonly disconnectSockets: (
    how: 'warning' | 'refresh_requested' | 'abrupt',
    most?: number,
  ) => void;
  readonly socketCount: () => number;
  /**
   * Resolves once `condition` holds; it is checked after every change. Rejects after `ms` real
   * milliseconds, 20,000 by default.
   */
  readonly until: <T>(condition: () => T | undefined | false | null, ms?: number) => Promise<T>;
  readonly close: () => Promise<void>;
};

const rawKinds = { events_api: 'event', slash_commands: 'command', interactive: 'action' } as const;

/** Starts a local Slack. `close` ends sockets, connections and timers at once. */
export async function localSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const { server, url } = await listen(options.port ?? 0);
  const { slack, sockets, transport, close } = createSlack(options, url);
  const codes = authorizationCodes(slack);
  const log = options.log ?? (() => {});
  serve(
    server,
    [
      ['/api/', webApiEndpoint(slack, { sockets, codes })],
      ['/response/', responseUrlEndpoint(slack)],
      ['/upload/', uploadEndpoint(slack)],
      ['/files/', downloadEndpoint(slack)],
      ['/oauth/v2/authorize', authorizeEndpoint(slack, codes)],
      ['/_/stream', streamEndpoint(slack, transport.isConnected)],
      ['/_/act', actEndpoint(slack)],
      ['/', (request, response) => sendStaticFile(options.pageFolder, request, response)],
    ],
    { log, now: slack.clock.now },
  );
  server.on('upgrade', sockets.upgrade);

  const workspaceNamed = (name?: string): Workspace => {
    const workspace = findWorkspace(slack.workspaces, name);
    if (!workspace) throw new Error(`There is no workspace ${name ?? ''}`);
    return workspace;
  };
  const actor = (name: string, workspaceName?: string): Actor => {
    const workspace = workspaceNamed(workspaceName);
    const user = findUser(workspace, name);
    if (!user) throw new Error(`${workspace.name} has no user ${name}`);
    return { slack, workspace, user };
  };
  const refusals = (): readonly string[] =>
    slack.traffic.entries.filter(({ outcome }) => outcome === 'refused').map(describeEntry);

  return {
    url,
    apiUrl: `${url}/api/`,
    credentials: slack.app,
    botToken: (name) => {
      const workspace = workspaceNamed(name);
      if (workspace.installation) return workspace.installation.botToken;
      throw new Error(`The app is not installed in ${workspace.name}`);
    },
    clock: slack.clock,
    faults: slack.faults,
    traffic: slack.traffic.entries,
    refusals,
    deliverTo: transport.deliverTo,
    deliver: async (type, payload) => {
      const label = { kind: rawKinds[type], name: String(payload.command ?? payload.type) };
      return deliveryResult(await slack.deliver({ type, payload }, label));
    },
    offerAt: (addUrl) => {
      const redirectUrl = new URL('oauth_redirect', addUrl).href;
      Object.assign(slack.distribution, { addUrl, redirectUrl });
      slack.changed.send();
    },
    add: (name) => addApp(slack, workspaceNamed(name)),
    person: (name, workspace) => person(actor(name, workspace)),
    messages: (name, workspaceName) => {
      const workspace = workspaceNamed(workspaceName);
      const channel = findChannel(workspace, name);
      if (!channel) throw new Error(`${workspace.name} has no channel ${name}`);
      return messagesFor(workspace, channel, '');
    },
    admin: admin(slack, actor, workspaceNamed),
    disconnectSockets: sockets.disconnect,
    socketCount: sockets.count,
    until: conditionWaiter(
      slack.changed,
      () => `refused so far: ${refusals().join('; ') || 'nothing'}`,
    ),
    close: async () => {
      await close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

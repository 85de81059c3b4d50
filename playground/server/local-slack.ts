import { admin } from './admin.ts';
import { responseEndpoint } from './api/response-url-endpoint.ts';
import { webApi } from './api/web-api-endpoint.ts';
import type { LocalSlack, LocalSlackOptions } from './contract.ts';
import { createWorld } from './create-slack.ts';
import type { Actor } from './deliveries/payloads.ts';
import { downloadEndpoint, uploadEndpoint } from './http/file-endpoints.ts';
import { listen, serve } from './http/server.ts';
import { accessDesk } from './oauth/authorization-codes.ts';
import { consentEndpoint } from './oauth/authorize-endpoint.ts';
import { actEndpoint } from './page/act-endpoint.ts';
import { sendStaticFile } from './page/static-files.ts';
import { streamEndpoint } from './page/stream-endpoint.ts';
import { messagesFor } from './people/message-view.ts';
import { person } from './people/person.ts';
import { findChannel, findUser, findWorkspace } from './state/find.ts';
import type { Workspace } from './state/workspace.ts';
import { inWords } from './traffic.ts';
import { waiter } from './wait-until.ts';

export type * from './contract.ts';

/** Starts a local Slack. `close` ends all of it at once: sockets, connections, timers. */
export async function localSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const { server, url } = await listen(options.port ?? 0);
  const { world, sockets, transport, close } = createWorld(options, url);
  const access = accessDesk(world);
  const log = options.log ?? (() => {});
  serve(
    server,
    [
      ['/api/', webApi(world, { sockets, access })],
      ['/response/', responseEndpoint(world)],
      ['/upload/', uploadEndpoint(world)],
      ['/files/', downloadEndpoint(world)],
      ['/oauth/v2/authorize', consentEndpoint(world, access)],
      ['/_/stream', streamEndpoint(world, transport.isConnected)],
      ['/_/act', actEndpoint(world)],
      ['/', (request, response) => sendStaticFile(options.pageFolder, request, response)],
    ],
    log,
  );
  server.on('upgrade', sockets.upgrade);

  const workspaceCalled = (name?: string): Workspace => {
    const workspace = findWorkspace(world.workspaces, name);
    if (!workspace) throw new Error(`There is no workspace ${name ?? ''}`);
    return workspace;
  };
  const actor = (name: string, workspaceName?: string): Actor => {
    const workspace = workspaceCalled(workspaceName);
    const user = findUser(workspace, name);
    if (!user) throw new Error(`${workspace.name} has nobody called ${name}`);
    return { world, workspace, user };
  };
  const refusals = (): readonly string[] =>
    world.traffic.entries.filter(({ outcome }) => outcome === 'refused').map(inWords);

  return {
    url,
    apiUrl: `${url}/api/`,
    credentials: world.app,
    botToken: (name) => {
      const workspace = workspaceCalled(name);
      if (workspace.installation) return workspace.installation.botToken;
      throw new Error(`The app is not installed in ${workspace.name}`);
    },
    clock: world.clock,
    faults: world.faults,
    traffic: world.traffic.entries,
    refusals,
    deliverTo: transport.deliverTo,
    person: (name, workspace) => person(actor(name, workspace)),
    messages: (name, workspaceName) => {
      const workspace = workspaceCalled(workspaceName);
      const channel = findChannel(workspace, name);
      if (!channel) throw new Error(`${workspace.name} has no channel ${name}`);
      return messagesFor(workspace, channel, '');
    },
    admin: admin(world, actor, workspaceCalled),
    disconnectSockets: sockets.disconnect,
    socketCount: sockets.count,
    until: waiter(world.changed, () => `Refused so far: ${refusals().join('; ') || 'nothing'}`),
    close: async () => {
      await close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

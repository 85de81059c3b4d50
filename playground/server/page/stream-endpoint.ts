import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TrafficEntry } from '../../protocol.ts';
import { sendText } from '../http/bodies.ts';
import type { World } from '../slack-context.ts';
import { slackbotId } from '../state/build-workspace.ts';
import { findUser, findWorkspace } from '../state/find.ts';
import type { User, Workspace } from '../state/workspace.ts';
import { personView } from './person-view.ts';

/** Changes come in bursts; the page is told once for each. */
const debounceMs = 10;
const recentEntries = 200;

/** `GET /_/stream`: the person's view after each change, and what app and Slack say to each other. */
export function streamEndpoint(world: World, isConnected: () => boolean) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { searchParams } = new URL(request.url ?? '', world.url);
    const viewer = findViewer(world, searchParams.get('team'), searchParams.get('user'));
    if (!viewer) {
      sendText(response, 404, 'No such person in this workspace');
      return;
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    let sentEntry = 0;
    let timer: NodeJS.Timeout | undefined;
    const write = (event: string, data: unknown): void =>
      void response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    const sendAll = (): void => {
      timer = undefined;
      write('view', personView({ world, ...viewer }, isConnected()));
      const news: readonly TrafficEntry[] = world.traffic.entries
        .filter(({ id }) => id > sentEntry)
        .slice(-recentEntries);
      if (!news.length) return;
      sentEntry = news.at(-1)?.id ?? sentEntry;
      write('traffic', news);
    };
    sendAll();
    const stop = world.changed.listen(() => {
      timer ??= setTimeout(sendAll, debounceMs);
    });
    response.on('close', () => {
      stop();
      clearTimeout(timer);
    });
  };
}

/** The first workspace and its first person when they aren't named. */
export function findViewer(
  world: World,
  team: string | null,
  name: string | null,
): { readonly workspace: Workspace; readonly user: User } | undefined {
  const workspace = findWorkspace(world.workspaces, team ?? undefined);
  const user = name === null ? firstPerson(workspace) : workspace && findUser(workspace, name);
  return workspace && user && { workspace, user };
}

function firstPerson(workspace: Workspace | undefined): User | undefined {
  return [...(workspace?.users.values() ?? [])].find(
    ({ id, isBot, deleted }) => !isBot && !deleted && id !== slackbotId,
  );
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TrafficEntry } from '../../protocol.ts';
import { sendText } from '../http/bodies.ts';
import type { SlackContext } from '../slack-context.ts';
import { findViewer } from '../state/find.ts';
import { personView } from './person-view.ts';

/** Milliseconds; changes come in bursts. */
const debounceTime = 10;
/** Traffic entries that a new connection receives. */
const maxEntries = 200;

/** `GET /_/stream`: the user's view after each change, and new traffic. */
export function streamEndpoint(slack: SlackContext, isConnected: () => boolean) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { searchParams } = new URL(request.url ?? '', slack.url);
    const viewer = findViewer(slack.workspaces, searchParams.get('team'), searchParams.get('user'));
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
      write('view', personView({ slack, ...viewer }, isConnected()));
      const unsent: readonly TrafficEntry[] = slack.traffic.entries
        .filter(({ id }) => id > sentEntry)
        .slice(-maxEntries);
      if (!unsent.length) return;
      sentEntry = unsent.at(-1)?.id ?? sentEntry;
      write('traffic', unsent);
    };
    sendAll();
    const stop = slack.changed.listen(() => {
      timer ??= setTimeout(sendAll, debounceTime);
    });
    response.on('close', () => {
      stop();
      clearTimeout(timer);
    });
  };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Act, ActResult } from '../../protocol.ts';
import { parseFields, readBody, sendJson } from '../http/bodies.ts';
import { performAct } from '../people/perform-act.ts';
import { isUserError } from '../people/user-error.ts';
import type { SlackContext } from '../slack-context.ts';
import { findViewer } from '../state/find.ts';

/** `POST /_/act`: an act of the page's user. Answers once the app has answered. */
export function actEndpoint(slack: SlackContext) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const contentType = request.headers['content-type'] ?? '';
    const body = parseFields(await readBody(request), contentType);
    // Other sites can post a form without a CORS preflight, but not JSON.
    if (!contentType.startsWith('application/json') || !body) {
      sendJson(response, 400, { ok: false, error: 'A JSON body is needed' });
      return;
    }
    const viewer = findViewer(slack.workspaces, nameIn(body.team), nameIn(body.user));
    if (!viewer) {
      sendJson(response, 404, { ok: false, error: 'No such person in this workspace' });
      return;
    }
    sendJson(response, 200, await result({ slack, ...viewer }, body.act as Act));
  };
}

async function result(actor: Parameters<typeof performAct>[0], act: Act): Promise<ActResult> {
  try {
    return await performAct(actor, act);
  } catch (error) {
    if (isUserError(error)) return { ok: false, error: error.message };
    throw error;
  }
}

function nameIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

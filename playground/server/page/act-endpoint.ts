import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Act, ActResult } from '../../protocol.ts';
import { parseFields, readBody, sendJson } from '../http/bodies.ts';
import { act } from '../people/perform-act.ts';
import { isCantDo } from '../people/user-error.ts';
import type { World } from '../slack-context.ts';
import { findViewer } from './stream-endpoint.ts';

/** `POST /_/act`: what a person does in the page. Answers when the app has answered. */
export function actEndpoint(world: World) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const contentType = request.headers['content-type'] ?? '';
    const body = parseFields(await readBody(request), contentType);
    // Other sites can post forms without asking; JSON they can't.
    if (!contentType.startsWith('application/json') || !body) {
      sendJson(response, 400, { ok: false, error: 'A JSON body is needed' });
      return;
    }
    const viewer = findViewer(world, nameIn(body.team), nameIn(body.user));
    if (!viewer) {
      sendJson(response, 404, { ok: false, error: 'No such person in this workspace' });
      return;
    }
    sendJson(response, 200, await result({ world, ...viewer }, body.act as Act));
  };
}

async function result(actor: Parameters<typeof act>[0], doing: Act): Promise<ActResult> {
  try {
    return await act(actor, doing);
  } catch (error) {
    if (isCantDo(error)) return { ok: false, error: error.message };
    throw error;
  }
}

function nameIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

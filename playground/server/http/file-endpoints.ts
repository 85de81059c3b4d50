import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SlackContext } from '../slack-context.ts';
import { findInstallations } from '../state/find.ts';
import type { StoredFile } from '../state/workspace.ts';
import { readBody, sendText } from './bodies.ts';

/** `POST /upload/<file id>`: a file's content, raw or as the only part of a form. */
export function uploadEndpoint(slack: SlackContext) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const file = findFile(slack, request.url?.split('/')[2] ?? '');
    if (!file || file.uploaded) {
      sendText(response, 404, 'This upload address is unknown or was used');
      return;
    }
    const body = await readBody(request);
    file.content = await contentOf(body, request.headers['content-type'] ?? '');
    file.uploaded = true;
    sendText(response, 200, `OK - ${file.content.length}`);
  };
}

/** `GET /files/<team>/<file id>/<name>`: for the page, or with a token that has `files:read`. */
export function downloadEndpoint(slack: SlackContext) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const [, , , id = ''] = request.url?.split('/') ?? [];
    const file = findFile(slack, id);
    if (!file?.uploaded || !mayRead(slack, request, file)) {
      sendText(response, file ? 403 : 404, 'No such file, or not for you');
      return;
    }
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    });
    response.end(file.content);
  };
}

function mayRead(slack: SlackContext, { headers }: IncomingMessage, file: StoredFile): boolean {
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (!token) return ['same-origin', 'none'].includes(String(headers['sec-fetch-site']));
  return findInstallations(slack.workspaces, token).some(
    ({ workspace, installation }) =>
      workspace.id === file.teamId && installation.scopes.has('files:read'),
  );
}

function findFile({ workspaces }: SlackContext, id: string): StoredFile | undefined {
  return workspaces.map(({ files }) => files.get(id)).find(Boolean);
}

async function contentOf(body: Buffer, contentType: string): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const [part] = [...form.values()];
  return part instanceof Blob ? Buffer.from(await part.arrayBuffer()) : Buffer.from(part ?? '');
}

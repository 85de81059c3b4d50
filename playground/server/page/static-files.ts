import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { sendText } from '../http/bodies.ts';

const contentTypes: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Serves the built page, and nothing outside of its folder. */
export async function sendStaticFile(
  folder: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (folder === undefined) {
    sendText(response, 404, 'The local Slack is running; it was started without its page.');
    return;
  }
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const relative = normalize(decodedPath(pathname)).replace(/^[/\\]+/, '');
  const file = join(folder, relative === '' || relative === '.' ? 'index.html' : relative);
  if (!file.startsWith(normalize(folder).replace(/[/\\]$/, '') + sep)) {
    sendText(response, 404, 'Not found');
    return;
  }
  try {
    const content = await readFile(file);
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'x-content-type-options': 'nosniff' });
    response.end(content);
  } catch {
    sendText(response, 404, 'Not found');
  }
}

function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

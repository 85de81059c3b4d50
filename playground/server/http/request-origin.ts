import type { IncomingMessage } from 'node:http';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Why this request is turned away; `undefined` when it isn't. A foreign `Host` is a page that had its name point here
 * (DNS rebinding), a foreign `Origin` a page elsewhere that posts here.
 */
export function strangerReason({ headers, method }: IncomingMessage): string | undefined {
  const { host = '', origin } = headers;
  if (!loopbackNames.has(host.replace(/:\d+$/, ''))) return `the Host ${host} is not this computer`;
  if (headers['sec-fetch-site'] === 'cross-site' && method !== 'GET') {
    return 'another site may not post here';
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return `the origin ${origin} may not ask here`;
  }
  return undefined;
}

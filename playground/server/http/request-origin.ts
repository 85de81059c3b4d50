import type { IncomingMessage } from 'node:http';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Why a request is refused; `undefined` when it isn't. A foreign `Host` means DNS rebinding, a
 * foreign `Origin` a request by another site.
 */
export function foreignRequestReason({ headers, method }: IncomingMessage): string | undefined {
  const { host = '', origin } = headers;
  if (!loopbackNames.has(host.replace(/:\d+$/, ''))) return `the Host ${host} is not this computer`;
  const isFollowedLink = method === 'GET' && headers['sec-fetch-dest'] === 'document';
  if (headers['sec-fetch-site'] === 'cross-site' && !isFollowedLink) {
    return 'another site may only link here';
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return `the origin ${origin} is not allowed`;
  }
  return undefined;
}

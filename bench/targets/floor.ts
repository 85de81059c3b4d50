/** The least that can be done: node:http, the signature check, a constant. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { signingSecret } from '../signing.ts';

const [port] = process.argv.slice(2);
createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const signed = `v0:${request.headers['x-slack-request-timestamp']}:${Buffer.concat(chunks)}`;
    const hash = createHmac('sha256', signingSecret).update(signed).digest('hex');
    const [given, expected] = [String(request.headers['x-slack-signature']), `v0=${hash}`].map(
      (text) => Buffer.from(text),
    );
    const good =
      given && expected && given.length === expected.length && timingSafeEqual(given, expected);
    response.writeHead(good ? 200 : 401).end('ok');
  });
}).listen(Number(port));

/** The least that can be done: node:http, the signature check, a constant. */
import { createServer } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';
import { signingSecret } from '../signing.ts';

const [port] = process.argv.slice(2);
createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = {
      'x-slack-request-timestamp': Number(request.headers['x-slack-request-timestamp']),
      'x-slack-signature': String(request.headers['x-slack-signature']),
    };
    const body = Buffer.concat(chunks).toString();
    response.writeHead(isValidSlackRequest({ signingSecret, body, headers }) ? 200 : 401).end('ok');
  });
}).listen(Number(port));

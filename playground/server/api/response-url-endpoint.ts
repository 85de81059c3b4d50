import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, answerWithFaults } from '../http/answer-with-faults.ts';
import { parseFields, readBody } from '../http/bodies.ts';
import type { Fields, World } from '../slack-context.ts';
import { sayAnswer } from './response-message.ts';

/** `POST /response/…`: what the app says at a `response_url`. Faults for it are named `response_url`. */
export function responseEndpoint(world: World) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const start = performance.now();
    const contentType = request.headers['content-type'] ?? '';
    const given = parseFields(await readBody(request), contentType);
    const { answer, fault } = await answerWithFaults(
      world,
      'response_url',
      { request, response },
      () => answerTo(world, request.url ?? '', given && message(given)),
    );
    world.traffic.add({
      from: 'app',
      kind: 'response-url',
      name: 'response_url',
      outcome: fault ? 'failed' : answer?.refused ? 'refused' : 'ok',
      ms: Math.round(performance.now() - start),
      detail: fault || (answer?.refused ?? ''),
      request: given ?? null,
      response: answer?.body ?? null,
    });
  };
}

function answerTo(world: World, path: string, given: Fields | undefined): Answer {
  if (!given) return refused(400, 'invalid_payload', 'the body is not JSON');
  const target = world.responseUrls.use(path);
  if (target === 'used_url') return refused(404, target, 'it was used 5 times');
  if (target === 'expired_url') return refused(404, target, 'it is older than 30 minutes');
  if (typeof target === 'string') return refused(404, target, 'it was never given out');
  const objection = sayAnswer(world, target, given);
  if (objection) return refused(400, objection.error, objection.words);
  return { status: 200, body: { ok: true }, refused: '' };
}

function refused(status: number, error: string, words: string): Answer {
  return { status, body: { ok: false, error }, refused: `${error} (${words})` };
}

/** JSON, or JSON in the form field `payload`. */
function message(given: Fields): Fields | undefined {
  if (typeof given.payload !== 'string') return given;
  return parseFields(Buffer.from(given.payload), 'application/json');
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerWithFaults, type JsonResponse } from '../http/answer-with-faults.ts';
import { parseFields, readBody } from '../http/bodies.ts';
import type { JsonObject } from '../json-object.ts';
import type { SlackContext } from '../slack-context.ts';
import { applyResponse } from './response-message.ts';

/** `POST /response/…`: a `response_url`. Faults for it are named `response_url`. */
export function responseUrlEndpoint(slack: SlackContext) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const start = performance.now();
    const contentType = request.headers['content-type'] ?? '';
    const given = parseFields(await readBody(request), contentType);
    const { answer, fault } = await answerWithFaults(
      slack,
      'response_url',
      { request, response },
      () => answerTo(slack, request.url ?? '', given && parseMessage(given)),
    );
    slack.traffic.add({
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

function answerTo(
  slack: SlackContext,
  path: string,
  message: JsonObject | undefined,
): JsonResponse {
  if (!message) return refused(400, 'invalid_payload', 'the body is not JSON');
  const target = slack.responseUrls.use(path);
  if (target === 'used_url') return refused(404, target, 'it was used 5 times');
  if (target === 'expired_url') return refused(404, target, 'it is older than 30 minutes');
  if (typeof target === 'string') return refused(404, target, 'it was never issued');
  const problem = applyResponse(slack, target, message);
  if (problem) return refused(400, problem.code, problem.detail);
  return { status: 200, body: { ok: true }, refused: '' };
}

function refused(status: number, error: string, detail: string): JsonResponse {
  return { status, body: { ok: false, error }, refused: `${error} (${detail})` };
}

/** JSON, or JSON in the form field `payload`. */
function parseMessage(given: JsonObject): JsonObject | undefined {
  if (typeof given.payload !== 'string') return given;
  return parseFields(Buffer.from(given.payload), 'application/json');
}

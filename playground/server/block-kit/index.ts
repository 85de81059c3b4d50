import { payloads } from './payload.ts';
import { problems } from './problems.ts';
import type { Surface } from './surfaces.ts';
import { view as viewSchema } from './views.ts';

export type { Surface } from './surfaces.ts';

/**
 * Problems in the format of Slack's `response_metadata.messages`, such as
 * `[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]`.
 */
export function blockProblems(blocks: unknown, surface: Surface): readonly string[] {
  return problems(payloads[surface], blocks, '/blocks');
}

/** The same for a view, as sent to `views.open`, `push`, `update` and `publish`. */
export function viewProblems(view: unknown): readonly string[] {
  return problems(viewSchema, view, '/view');
}

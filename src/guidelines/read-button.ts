import type { Entry } from '../content/entry.ts';
import type { ButtonSpec } from '../slack/blocks.ts';

/** Opens an entry by its title. */
export function readButton({ id, title: label }: Entry): ButtonSpec {
  return { action: 'guideline.read', label, value: id };
}

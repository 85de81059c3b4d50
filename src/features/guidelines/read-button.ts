import type { Entry } from '../../content/entry.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';

/** Opens an entry by its title. */
export function readButton({ id, title: label }: Entry): ButtonSpec {
  return { action: 'guideline.read', label, value: id };
}

/** Opens an entry for the one who presses, below a message that others see too. */
export function peekButton({ id, title }: Entry, label: string): ButtonSpec {
  return { action: 'guideline.peek', label, value: id, spoken: `${label}: ${title}` };
}

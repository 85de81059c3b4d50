import type { z } from 'zod';

/** What is wrong in one place: a setting or a file, the field in it, and why. */
export type Problem = { readonly place: string; readonly field: string; readonly reason: string };

/** Thrown at start, or on re-reading, with everything that is wrong at once. */
export class Problems extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
    this.name = 'Problems';
    this.problems = problems;
  }
}

export function problemLine({ place, field, reason }: Problem): string {
  return field ? `${place}: ${field}: ${reason}` : `${place}: ${reason}`;
}

/** One problem for each issue that zod found in `place`. */
export function problemsOf(place: string, error: z.ZodError): Problem[] {
  return error.issues.map((issue) => ({
    place,
    field: issue.path
      .map((part) => (typeof part === 'number' ? `${part + 1}` : String(part)))
      .join(' '),
    reason: reasonOf(issue),
  }));
}

/** zod's own words are for programmers; these are for authors. */
function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return 'is missing';
  if (issue.code === 'unrecognized_keys') return `does not belong here: ${issue.keys.join(', ')}`;
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return `has too few items, needs at least ${issue.minimum}`;
  }
  if (issue.code === 'too_big' && issue.origin === 'array') {
    return `has too many items, may have ${issue.maximum}`;
  }
  return issue.message;
}

/** The first line of what an error says; the rest is for its author. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}

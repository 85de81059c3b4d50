import type { z } from 'zod';

/** A mistake of the operator's: the settings or a file, the field in it, and what is wrong. */
export type Problem = { readonly place: string; readonly field: string; readonly reason: string };

/** All problems at once, thrown at start or when the content is reread. */
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

/** One problem for each issue that zod reports; `nameOf` gives a field the name it has in the file. */
export function problemsOf(
  place: string,
  error: z.ZodError,
  nameOf: (field: string) => string = (field) => field,
): Problem[] {
  return error.issues.map((issue) => ({
    place,
    field: issue.path
      .map((part) => (typeof part === 'number' ? `${part + 1}` : nameOf(String(part))))
      .join(' '),
    reason: reasonOf(issue, nameOf),
  }));
}

/** Replaces zod's messages for programmers with ones for authors and operators. */
function reasonOf(issue: z.core.$ZodIssue, nameOf: (field: string) => string): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return 'is missing';
  if (issue.code === 'unrecognized_keys')
    return `does not belong here: ${issue.keys.map(nameOf).join(', ')}`;
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return `has too few items, needs at least ${issue.minimum}`;
  }
  if (issue.code === 'too_big' && issue.origin === 'array') {
    return `has too many items, may have ${issue.maximum}`;
  }
  return issue.message;
}

/** The first line of an error's message; the rest is for developers. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}

import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];
type Problem = { readonly path: Path; readonly message: string };

const kinds: Record<string, string> = {
  string: 'a string',
  object: 'an object',
  array: 'an array',
  boolean: 'a boolean',
  number: 'a number',
  int: 'an integer',
};

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce((value, key) => Reflect.get(Object(value), key), root);
}

/** Needs no escaping: a path consists of known field names and indexes. */
const pointer = (path: Path): string => path.map((key) => `/${String(key)}`).join('');

const tooMuch = (origin: string, most: number): string => {
  if (origin === 'string') return `must be less than ${most + 1} characters`;
  if (origin === 'array') return `no more than ${most} items allowed`;
  return `must be less than ${most + 1}`;
};

const tooLittle = (origin: string, least: number): string => {
  if (origin === 'string') return `must be more than ${least - 1} characters`;
  if (origin === 'array') return `no less than ${least} items allowed`;
  return `must be more than ${least - 1}`;
};

/** Slack's wording for an invalid `type` differs from other enum values. */
const notAllowed = (actual: unknown, key: PropertyKey | undefined): string => {
  if (key !== 'type') return 'must be a valid enum value';
  return typeof actual === 'string' ? `unsupported type: ${actual}` : 'must provide a string';
};

function problemsIn(issue: Issue, root: unknown): readonly Problem[] {
  const { path } = issue;
  const actual = valueAt(root, path);
  const key = path.at(-1);
  if (actual === undefined && key !== undefined && issue.code !== 'custom') {
    return [{ path: path.slice(0, -1), message: `missing required field: ${String(key)}` }];
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => ({ path, message: `invalid additional property: ${name}` }));
    case 'invalid_type':
      return [{ path, message: `must provide ${kinds[issue.expected] ?? issue.expected}` }];
    case 'invalid_union':
    case 'invalid_value':
      return [{ path, message: notAllowed(actual, key) }];
    case 'too_big':
      return [{ path, message: tooMuch(issue.origin, Number(issue.maximum)) }];
    case 'too_small':
      return [{ path, message: tooLittle(issue.origin, Number(issue.minimum)) }];
    default:
      return [{ path, message: issue.message }];
  }
}

/** Validates `value`; returns problems in Slack's wording, with pointers that start with `root`. */
export function problems(schema: z.ZodType, value: unknown, root: string): readonly string[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues
    .flatMap((issue) => problemsIn(issue, value))
    .map(({ path, message }) => `[ERROR] ${message} [json-pointer:${root}${pointer(path)}]`);
}

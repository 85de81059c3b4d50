import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';

type Row = {
  readonly pattern: string;
  readonly matches: RegExp;
  readonly allowed: readonly string[];
};

const table = load(readFileSync('boundaries.yml', 'utf8')) as Record<string, string | null>;
const rows: readonly Row[] = Object.entries(table).map(([pattern, allowed]) => ({
  pattern,
  matches: below(pattern),
  allowed: allowed?.split(' ') ?? [],
}));

const files = globSync('{src,playground}/**/*.{js,ts,tsx}');
const imports = new Map(files.map((file) => [file, importsOf(file, readFileSync(file, 'utf8'))]));

/** Matches a file or, for a folder, everything below it; `*` is one name, and the first group. */
function below(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replace('*', '([^/]+)')}(?:/|$)`);
}

/** Every module that a file imports, types and dynamic imports included; ours as paths from the root. */
function importsOf(file: string, source: string): readonly string[] {
  const { module } = parseSync(file, source);
  const text = (from: { readonly start: number; readonly end: number }) =>
    source.slice(from.start, from.end).replace(/^['"]|['"]$/g, '');
  const named = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => text(moduleRequest)),
  ];
  return [...new Set(named)].map((name) =>
    name.startsWith('.') ? join(dirname(file), name) : name,
  );
}

function rowOf(file: string): Row | undefined {
  return rows.findLast(({ matches }) => matches.test(file));
}

/** The imports of a file that its row does not allow; all of them where no row covers the file. */
function breaches(file: string, imported: readonly string[]): readonly string[] {
  const row = rowOf(file);
  if (!row) return imported;
  const [, name = ''] = row.matches.exec(file) ?? [];
  const own = below(row.pattern.replace('*', name));
  const allowed = [own, ...row.allowed.map(below)];
  return imported.filter((to) => !allowed.some((pattern) => pattern.test(to)));
}

/** Groups of files that import each other in a circle (Tarjan's strongly connected components). */
function circles(): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    order.set(file, order.size);
    let low = order.size - 1;
    open.push(file);
    for (const to of imports.get(file) ?? []) {
      if (!imports.has(to)) continue;
      if (!order.has(to)) low = Math.min(low, visit(to));
      else if (open.includes(to)) low = Math.min(low, lowest.get(to) ?? order.get(to) ?? low);
    }
    lowest.set(file, low);
    if (low === order.get(file)) {
      const group = open.splice(open.indexOf(file));
      if (group.length > 1) found.push(group);
    }
    return low;
  };
  for (const file of files) if (!order.has(file)) visit(file);
  return found;
}

test('every import is allowed by boundaries.yml', () => {
  const found = [...imports].flatMap(([file, imported]) =>
    breaches(file, imported).map((to) => `${file} imports ${to}`),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
});

test('every file is covered by a row, and every row covers a file', () => {
  expect(files.filter((file) => !rowOf(file))).toEqual([]);
  const used = new Set(files.map((file) => rowOf(file)?.pattern));
  expect(rows.map(({ pattern }) => pattern).filter((pattern) => !used.has(pattern))).toEqual([]);
});

test('no files import each other in a circle', () => {
  expect(circles()).toEqual([]);
});

test('no folder has more than twenty files', () => {
  const folders = Map.groupBy(files, (file) => dirname(file));
  expect([...folders].filter(([, inside]) => inside.length > 20).map(([folder]) => folder)).toEqual(
    [],
  );
});

describe('a planted import is a breach', () => {
  test.each([
    [
      'a feature that imports another',
      'src/features/tips/status.ts',
      'src/features/practice/box.ts',
    ],
    [
      'a feature nobody has written yet',
      'src/features/quiz/index.ts',
      'src/features/tips/index.ts',
    ],
    ['a file of a feature, from the app', 'src/app.ts', 'src/features/quiz/command.ts'],
    ['Bolt in a feature', 'src/features/tips/status.ts', '@slack/bolt'],
    ['Keyv outside the store', 'src/outbox/outbox.ts', 'keyv'],
    ['node-cron outside the outbox', 'src/features/tips/planner.ts', 'node-cron'],
    ['the app in the playground', 'playground/server/local-slack.ts', 'src/ports/clock.ts'],
    ['the playground in the app', 'src/start.ts', 'playground/index.ts'],
    ['a port that knows an implementation', 'src/ports/store.ts', 'src/store/store.ts'],
  ])('%s', (_name, file, to) => {
    expect(breaches(file, [to])).toEqual([to]);
  });
});

test('reads static, dynamic, type-only and re-exporting imports', () => {
  const source = [
    "import { a } from './a.ts';",
    "import type { B } from '../b.ts';",
    "import './c.ts';",
    "export { d } from './d.ts';",
    "export * from './e.ts';",
    "const f = await import('./f.ts');",
  ].join('\n');
  expect(importsOf('src/x/y.ts', source)).toEqual([
    'src/x/a.ts',
    'src/b.ts',
    'src/x/c.ts',
    'src/x/d.ts',
    'src/x/e.ts',
    'src/x/f.ts',
  ]);
});

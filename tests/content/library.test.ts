import { expect, test } from 'vitest';
import { Problems, problemLine } from '../../src/problems.ts';
import { buildLibrary } from './build-library.ts';
import { filesWith, fileWith, ownFiles } from './files.ts';

const library = buildLibrary(ownFiles);

function problems(changes: Record<string, string | undefined>): string[] {
  try {
    buildLibrary(filesWith(changes));
  } catch (error) {
    if (error instanceof Problems) return error.problems.map(problemLine);
    throw error;
  }
  return [];
}

test('lists the sixteen skills in order', () => {
  const skills = library.list('skill').map(({ id }) => id);
  expect(skills).toHaveLength(16);
  expect(skills.slice(0, 3)).toEqual([
    'customer-focused',
    'effective-communication',
    'appreciation',
  ]);
  expect(skills.at(-1)).toBe('customer-feedback');
});

test('gives the place of an entry within its kind', () => {
  const patience = library.find('patience');
  expect(patience && library.place(patience)).toEqual({ number: 12, of: 16 });
});

test('lists entries without a place last', () => {
  const extra = fileWith('skills/patience.md', 'place: 12\n', '')
    .replace('title: Patience', 'title: Zeal')
    .replace(/aliases: \[[^\]]*\]/, 'aliases: [keen, eager beaver, on fire]');
  const skills = buildLibrary(filesWith({ 'skills/aardvark.md': extra })).list('skill');
  expect(skills.map(({ id }) => id).at(-1)).toBe('aardvark');
});

test.each([
  [
    'a missing title',
    'skills/patience.md',
    'title: Patience\n',
    '',
    /skills\/patience\.md: title: /,
  ],
  ['an unknown field', 'skills/patience.md', 'place: 12', 'plaice: 12', /patience\.md: .*plaice/],
  [
    'too long a summary',
    'skills/patience.md',
    /summary: .*/,
    `summary: ${'long '.repeat(50)}`,
    /patience\.md: summary: /,
  ],
  [
    'too few tips',
    'skills/patience.md',
    /## Tips[\s\S]*?## Practice/,
    '## Tips\n\n- One.\n\n## Practice',
    /patience\.md: Tips: /,
  ],
  [
    'no core',
    'skills/patience.md',
    /---\n\n[\s\S]*?## In practice/,
    '---\n\n## In practice',
    /patience\.md: core: has 0 characters/,
  ],
  [
    'an unknown related id',
    'skills/patience.md',
    'related: [self-control',
    'related: [self-doubt',
    /patience\.md: related: there is no entry "self-doubt"/,
  ],
  [
    'an alias of another entry',
    'skills/patience.md',
    'aliases: [queue',
    'aliases: [shouting, queue',
    /aliases: "shouting" belongs to "(patience|self-control)"/,
  ],
  [
    'front matter that is not YAML',
    'skills/patience.md',
    'title: Patience',
    'title: "Patience',
    /patience\.md: /,
  ],
  [
    'no front matter',
    'skills/patience.md',
    '---\n',
    '',
    /patience\.md: must begin with front matter/,
  ],
  [
    'an invalid date',
    'skills/patience.md',
    /reviewed: .*/,
    'reviewed: 2026-13-40',
    /patience\.md: reviewed: /,
  ],
  [
    'an answer without an effect',
    'skills/patience.md',
    /\n {3}> [\s\S]*?\n(?=2\.)/,
    '\n',
    /patience\.md: Practice 1 answers 1 effect: /,
  ],
])('reports %s with file, field and reason', (_name, path, part, replacement, message) => {
  const found = problems({ [path]: fileWith(path, part, replacement) });
  expect(found.join('\n')).toMatch(message);
});

test.each([
  [
    'a repeated section',
    '## Avoid',
    '## Say\n\n- Hello.\n- Bye.\n\n## Avoid',
    'there are two sections "Say"',
  ],
  [
    'text in a section that is a list',
    '## Say\n',
    '## Say\n\nSay this.\n',
    'the section "Say" may contain only a list',
  ],
  [
    'a list in a section that is text',
    '## For a colleague\n',
    '## For a colleague\n\n- One.\n',
    'the section "For a colleague" may contain only text',
  ],
  [
    'a heading of another level',
    '## Avoid',
    '### Hm\n\nText.\n\n## Avoid',
    '"Hm" must be a second-level heading',
  ],
])('reports %s, as something would be lost', (_name, part, replacement, message) => {
  const found = problems({
    'skills/patience.md': fileWith('skills/patience.md', part, replacement),
  });
  expect(found.join('\n')).toContain(`skills/patience.md: ${message}`);
});

test('a heading may be the name of an object property', () => {
  const odd = fileWith('guidelines/security-check.md', '## If somebody refuses', '## constructor');
  const entry = buildLibrary(filesWith({ 'guidelines/security-check.md': odd })).find(
    'security-check',
  );
  expect(entry?.details.map(({ heading }) => heading)).toContain('constructor');
});

test('rejects more sections of its own than a message can hold', () => {
  const path = 'guidelines/security-check.md';
  const withSections = (count: number) => {
    const sections = Array.from(
      { length: count },
      (_, at) => `\n## Case ${at}\n\n${'word '.repeat(120)}\n\n- ${'word '.repeat(79)}\n`,
    );
    return { [path]: ownFiles.get(path) + sections.join('') };
  };
  expect(() => buildLibrary(filesWith(withSections(4)))).not.toThrow();
  expect(problems(withSections(8)).join('\n')).toMatch(
    /security-check.md: details: have \d+ characters together, may have 8000/,
  );
});

test('rejects more headings than a message can show', () => {
  const many = fileWith(
    'guidelines/security-check.md',
    '## If somebody',
    `${'## More\n\nText.\n\n'.repeat(20)}## If somebody`,
  );
  expect(problems({ 'guidelines/security-check.md': many }).join('\n')).toContain(
    'security-check.md: details: has too many items',
  );
});

test('reports files that nothing reads', () => {
  expect(problems({ 'skill/patience.md': 'x', 'words.yaml': 'x' })).toEqual([
    expect.stringContaining('skill/patience.md: is not read as content'),
    expect.stringContaining('words.yaml: is not read as content'),
  ]);
});

test('reports all invalid files at once', () => {
  const found = problems({
    'skills/patience.md': '',
    'rules.md': undefined,
    'rules/it-is-all-about-emotions.md': fileWith(
      'rules/it-is-all-about-emotions.md',
      /title: .*/,
      'title: ""',
    ),
  }).join('\n');
  expect(found).toContain('skills/patience.md: ');
  expect(found).toContain('rules.md: the file is missing');
  expect(found).toContain('it-is-all-about-emotions.md: title: ');
});

test('keeps Slack and HTML markup as text', () => {
  const hostile = fileWith(
    'skills/patience.md',
    '## In practice\n\n- ',
    '## In practice\n\n- <!channel> <b>*now*</b> [x](http://y) & ',
  );
  const entry = buildLibrary(filesWith({ 'skills/patience.md': hostile })).find('patience');
  const said = entry?.inPractice?.[0]?.map((span) => span.text).join('') ?? '';
  expect(said).toContain('<!channel> <b>');
  expect(said).toContain('[x](http://y) &');
});

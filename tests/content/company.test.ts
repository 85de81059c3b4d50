import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readContent } from '../../src/content/content.ts';
import { plain } from '../../src/content/markdown.ts';
import { Problems, problemLine } from '../../src/problems.ts';
import { ourContent } from '../our-content.ts';
import { ownFiles } from './files.ts';

/** Our content with a company's folder over it. */
async function contentWith(files: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), 'prompts-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, 'en', dirname(path)), { recursive: true });
    await writeFile(join(root, 'en', path), text);
  }
  return readContent({ roots: ['prompts', root], languages: ['en'] });
}

async function problemsWith(files: Readonly<Record<string, string>>): Promise<string> {
  try {
    await contentWith(files);
  } catch (error) {
    if (error instanceof Problems) return error.problems.map(problemLine).join('\n');
    throw error;
  }
  return '';
}

const own = await ourContent();

test('a company changes one label', async () => {
  const { words } = await contentWith({ 'words.yml': 'entry:\n  more: Tell me more\n' });
  expect(words('entry.more')).toBe('Tell me more');
  expect(words('entry.less')).toBe('Less');
});

test('a company changes one section of an entry, with or without front matter', async () => {
  const say = '## Say\n\n- We will wait for you.\n- Take a seat.\n';
  for (const text of [say, `---\nreviewed: 2027-01-01\n---\n\n${say}`]) {
    const { library } = await contentWith({ 'skills/patience.md': text });
    const patience = library.find('patience');
    expect(patience?.say?.map(plain)).toEqual(['We will wait for you.', 'Take a seat.']);
    expect(patience?.avoid).toEqual(own.library.find('patience')?.avoid);
    expect(patience?.aliases).toEqual(own.library.find('patience')?.aliases);
  }
});

test('a company replaces a section of its own name and adds another', async () => {
  const { library } = await contentWith({
    'guidelines/security-check.md':
      '## If somebody refuses\n\nCall 4444.\n\n## Lockers\n\nAre free.\n',
  });
  const details = library.find('security-check')?.details ?? [];
  expect(details.map(({ heading }) => heading)).toEqual(
    expect.arrayContaining(['If somebody refuses', 'Lockers']),
  );
  const refused = details.find(({ heading }) => heading === 'If somebody refuses');
  expect(refused?.paragraphs.map(plain)).toEqual(['Call 4444.']);
});

test('a company’s own skill may have no if-then plans', async () => {
  const ours = ownFiles.get('skills/patience.md') ?? '';
  const text = ours
    .replace(/^title: .*$/m, 'title: Tidiness')
    .replace(/^aliases: \[[^\]]*\]$/m, 'aliases: [tidy, tidiness, clean desk]')
    .replace(/^## When …[^#]*/m, '');
  const { library } = await contentWith({ 'skills/tidiness.md': text });
  expect(library.find('tidiness')).not.toHaveProperty('ifThen');
  expect(library.find('patience')).toHaveProperty('ifThen');
});

test('a company drops an entry, and nothing leads to it', async () => {
  const { library, signposts } = await contentWith({
    'skills/compassion.md': '---\ndrop: true\n---\n',
  });
  expect(library.size).toBe(own.library.size - 1);
  expect(library.find('compassion')).toBeUndefined();
  expect(library.list('skill').flatMap(({ related }) => related)).not.toContain('compassion');
  expect(signposts.recognize('a customer collapsed').calls).toMatchObject([{ id: 'emergency' }]);
});

test('an alias of a company’s entry is no longer one of ours', async () => {
  const ours = ownFiles.get('guidelines/small-courtesies.md') ?? '';
  const text = ours
    .replace(/^title: .*$/m, 'title: The lost property office')
    .replace(/^aliases: \[[^\]]*\]$/m, 'aliases: [lost and found, lost property, found things]');
  const { library } = await contentWith({ 'guidelines/lost-property.md': text });
  expect(library.search('lost and found')).toMatchObject({ entry: { id: 'lost-property' } });
  expect(library.find('small-courtesies')?.aliases).not.toContain('lost and found');
});

test('a company writes its own numbers and its own signpost, and drops one of ours', async () => {
  const { signposts } = await contentWith({
    'signposts.yml': `contacts:
  emergency-number: 112
  gate: the gate at 4711
signposts:
  emergency:
    next: Then call the gate.
  locked-in:
    drop: true
  spill:
    kind: safety
    title: Something was spilled in the laboratory
    now: Leave the room and close the door.
    next: Call {gate}.
    guidelines: [self-control]
    when: |
      beaker .. fell|broke~
      spilled reagent
`,
  });
  const [emergency] = signposts.recognize('a customer collapsed').calls;
  expect(emergency?.now).toContain('Call 112 now');
  expect(emergency?.next).toBe('Then call the gate.');
  expect(signposts.recognize('a beaker just broke').calls).toMatchObject([
    { id: 'spill', next: 'Call the gate at 4711.' },
  ]);
  expect(signposts.all.map(({ id }) => id)).not.toContain('locked-in');
});

test('files of comments alone change nothing', async () => {
  const content = await contentWith({
    'words.yml': '# nothing yet\n',
    'signposts.yml': '# nothing yet\n',
  });
  expect(content.words('entry.more')).toBe('More');
  expect(content.signposts.all).toEqual(own.signposts.all);
});

test.each([
  ['an unknown label', 'words.yml', 'entry:\n  moar: x\n', 'entry.moar: is not a text of the app'],
  [
    'a misspelt section',
    'skills/patience.md',
    '## Avoids\n\n- A.\n- B.\n',
    'must be called "Avoid"',
  ],
  [
    'a section that is too short',
    'skills/patience.md',
    '## Tips\n\n- One.\n',
    'Tips: has too few items, needs at least 6',
  ],
  [
    'an if-then plan without a behaviour in bold',
    'skills/patience.md',
    '## When ... I will ...\n\n- **Wait.**\n- When asked, **I will wait.** And smile.\n- Wait.\n',
    'When … I will … 1: must be a situation, and then, in bold, what one will do in it',
  ],
  [
    'too few if-then plans',
    'skills/patience.md',
    '## When … I will …\n\n- When asked, **I will wait.**\n',
    'When … I will …: has too few items, needs at least 3',
  ],
  [
    'an item that is too long',
    'skills/patience.md',
    `## In practice\n\n- ${'a'.repeat(161)}\n- B.\n- C.\n`,
    'In practice 1: has 161 characters, may have 160',
  ],
  [
    'a section that guidelines do not have',
    'guidelines/security-check.md',
    '## Tips\n\n- One.\n',
    'does not belong here: Tips',
  ],
  [
    'an entry to drop that is not ours',
    'skills/kindness.md',
    '---\ndrop: true\n---\n',
    'drop: there is no entry of ours to drop',
  ],
  [
    'a dropped entry that is not dropped',
    'skills/patience.md',
    '---\ndrop: no\n---\n',
    'must be true',
  ],
  [
    'a related entry that does not exist',
    'skills/patience.md',
    '---\nrelated: [self-control, nothing]\n---\n',
    'related: there is no entry "nothing"',
  ],
  [
    'a signpost without a text',
    'signposts.yml',
    'signposts:\n  spill:\n    kind: safety\n    when: spilled\n',
    'signposts spill title: is missing',
  ],
  [
    'a contact that does not exist',
    'signposts.yml',
    'signposts:\n  fire:\n    now: Call {gait}.\n',
    'signposts fire now: there is no contact {gait}',
  ],
  [
    'a pattern with an unknown class',
    'signposts.yml',
    'signposts:\n  fire:\n    when: "{customr} burns"\n',
    'signposts fire when: there are no words "customr"',
  ],
  [
    'a guideline that does not exist',
    'signposts.yml',
    'signposts:\n  fire:\n    guidelines: [nothing]\n',
    'signposts fire guidelines: there is no entry "nothing"',
  ],
])('reports %s with folder, file and heading', async (_what, file, text, problem) => {
  const found = await problemsWith({ [file]: text });
  expect(found).toContain(problem);
  expect(found).toMatch(new RegExp(`^/.*/prompts-[^/]+/en/${file}: `));
});

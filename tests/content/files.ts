import { readContentFiles } from '../../src/content/files.ts';

/** Our own content, as files by path. */
export const ownFiles = await readContentFiles(['prompts'], 'en');

/** Our content with some files changed; `undefined` takes a file away. */
export function filesWith(
  changes: Readonly<Record<string, string | undefined>>,
): Map<string, string> {
  const files = new Map(ownFiles);
  for (const [path, text] of Object.entries(changes)) {
    if (text === undefined) files.delete(path);
    else files.set(path, text);
  }
  return files;
}

/** The text of one of our files with a part of it replaced, which has to be there. */
export function fileWith(path: string, part: string | RegExp, replacement: string): string {
  const text = ownFiles.get(path) ?? '';
  const changed = text.replace(part, replacement);
  if (changed === text) throw new Error(`${path} has no ${part}`);
  return changed;
}

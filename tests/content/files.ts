import { readContentFiles } from '../../src/content/files.ts';

/** Our own content. */
export const ownFiles = await readContentFiles(['prompts'], 'en');

/** Our content with some files replaced; `undefined` removes a file. */
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

/** One of our files with a part of it replaced; throws if it lacks that part. */
export function fileWith(path: string, part: string | RegExp, replacement: string): string {
  const text = ownFiles.get(path) ?? '';
  const changed = text.replace(part, replacement);
  if (changed === text) throw new Error(`${path} has no ${part}`);
  return changed;
}

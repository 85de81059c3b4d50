import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('.', import.meta.url));
const protocol = fileURLToPath(new URL('../protocol.ts', import.meta.url));
const lockfile = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const cache = fileURLToPath(
  new URL('../../node_modules/.cache/local-slack-page/', import.meta.url),
);

/** Milliseconds before an old build is deleted: another process may be serving it. */
const buildLifetime = 7 * 24 * 60 * 60 * 1000;

/**
 * Returns the folder of the built page; builds it when its sources or the lockfile have changed.
 * Several processes may call this at the same time.
 */
export async function builtPage(): Promise<string> {
  const folder = join(cache, await fingerprint());
  if (existsSync(join(folder, 'index.html'))) {
    const now = new Date();
    await utimes(folder, now, now);
    return folder;
  }
  await mkdir(cache, { recursive: true });
  await removeOldBuilds();
  const unfinished = `${folder}.${process.pid}`;
  await bundle(unfinished);
  try {
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(join(folder, 'index.html'))) throw error;
  }
  return folder;
}

async function bundle(outDir: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    root: sources,
    base: './',
    configFile: false,
    envFile: false,
    logLevel: 'silent',
    oxc: { jsx: { runtime: 'automatic' } },
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 4096, target: 'es2023' },
  });
}

async function fingerprint(): Promise<string> {
  const entries = await readdir(sources, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of [...files.sort(), protocol, lockfile]) {
    if (!existsSync(file)) continue;
    hash
      .update(relative(sources, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

async function removeOldBuilds(): Promise<void> {
  for (const name of await readdir(cache)) {
    const folder = join(cache, name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > buildLifetime) await rm(folder, { recursive: true, force: true });
  }
}

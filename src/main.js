// Plain JavaScript: when all other files are in the compile cache, Node doesn't load the type
// stripper.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Speeds up every start but the first. Does nothing if the folder is read-only, as in the image.
 */
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compile', import.meta.url)));

const { run } = await import('./run.ts');
await run(process.env, process.argv.slice(2));

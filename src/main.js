// Plain JavaScript, so that a start whose other files are compiled already doesn't load what takes types off.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** From the second start on, nothing is compiled again. Where the folder can't be written, as in the image, it does nothing. */
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compile', import.meta.url)));

const { run } = await import('./run.ts');
await run(process.env, process.argv.slice(2));

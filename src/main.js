// Plain JavaScript: when all other files are in the compile cache, Node doesn't load the type
// stripper.
import { enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Speeds up every start but the first. Does nothing if the folder is read-only, as in the image.
 */
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compile', import.meta.url)));

// A start imports three hundred files of ours. Their addresses need no look at the disk.
registerHooks({
  resolve: (specifier, context, next) => {
    if (/^\..*\.ts$/.test(specifier)) {
      const { href: url } = new URL(specifier, context.parentURL);
      return { url, format: 'module-typescript', shortCircuit: true };
    }
    // Zod's messages in fifty languages, of which English is loaded anyway.
    const isUnused =
      specifier === '../locales/index.js' && context.parentURL?.includes('/node_modules/zod/');
    if (isUnused) return { url: 'data:text/javascript,', format: 'module', shortCircuit: true };
    return next(specifier, context);
  },
});

const { run } = await import('./run.ts');
await run(process.env, process.argv.slice(2));

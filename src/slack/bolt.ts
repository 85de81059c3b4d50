import { createRequire } from 'node:module';

type AppModule = typeof import('@slack/bolt/dist/App.js');

/**
 * Bolt's App from its own file: the package's entry also loads Express and takes a third longer (60
 * ms).
 */
export const App = (createRequire(import.meta.url)('@slack/bolt/dist/App.js') as AppModule).default;

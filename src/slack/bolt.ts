import { createRequire } from 'node:module';

type BoltApp = typeof import('@slack/bolt').App;

/**
 * Bolt's App from its own file: the package's entry also loads Express and the AWS receiver, and
 * takes a third longer (60 ms).
 */
export const App = (
  createRequire(import.meta.url)('@slack/bolt/dist/App.js') as { readonly default: BoltApp }
).default;

import { createRequire } from 'node:module';

type AppModule = typeof import('@slack/bolt/dist/App.js');

/** Bolt's App by itself: the package's front door loads Express as well, which takes as long as all of ours. */
export const App = (createRequire(import.meta.url)('@slack/bolt/dist/App.js') as AppModule).default;

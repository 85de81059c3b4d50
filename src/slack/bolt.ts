import { createRequire } from 'node:module';

type BoltApp = typeof import('@slack/bolt').App;

const require = createRequire(import.meta.url);

/** With these come Slack's OAuth and socket libraries and undici: two hundred files. */
const receivers = ['HTTPReceiver', 'SocketModeReceiver'].map((name) =>
  require.resolve(`@slack/bolt/dist/receivers/${name}.js`),
);

/**
 * Lets Bolt load its own receivers when it uses one of them, which it doesn't with ours. Returns the
 * paths that were not loaded before.
 */
function deferReceivers(): readonly string[] {
  const deferred = receivers.filter((path) => !require.cache[path]);
  for (const path of deferred) {
    const exports = {
      __esModule: true,
      get default() {
        return (require(path) as { readonly default: unknown }).default;
      },
    };
    require.cache[path] = { id: path, filename: path, loaded: true, exports } as NodeJS.Module;
  }
  return deferred;
}

/**
 * Bolt's App from its own file: the package's entry also loads Express and the AWS receiver, and
 * takes a third longer (60 ms).
 */
function loadApp(): BoltApp {
  const deferred = deferReceivers();
  try {
    return (require('@slack/bolt/dist/App.js') as { readonly default: BoltApp }).default;
  } finally {
    for (const path of deferred) delete require.cache[path];
  }
}

export const App = loadApp();

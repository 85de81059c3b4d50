import type { Pause } from '../ports/clock.ts';
import type { SlackLogger } from '../slack/api/logger.ts';
import { installationEvents } from './events.ts';
import { installations } from './installations.ts';
import type { Installed } from './installed.ts';
import { type OAuthDeps, type OAuthSettings, oauthPages } from './oauth.ts';
import { type RemovalDeps, removals } from './removals.ts';
import { rotation, slackRefresh } from './rotation.ts';
import { tokenCipher } from './token-cipher.ts';
import { checkTokenKeys, renewEncryption } from './token-keys.ts';
import { askTokenState } from './token-state.ts';

/** Milliseconds between two looks at installations. */
const checkInterval = 3_600_000;

export type InstalledDeps = RemovalDeps & {
  readonly slackApiUrl: string | undefined;
  readonly logger: SlackLogger;
};

/** The app in every workspace that adds it. Rejects with `Problems` for a wrong key of tokens. */
export async function manyWorkspaces(
  deps: InstalledDeps & Pick<OAuthDeps, 'textsFor'> & { readonly pause: Pause },
  settings: OAuthSettings & {
    readonly tokenKey: Buffer;
    readonly oldTokenKey: Buffer | 'lost' | undefined;
  },
): Promise<Installed> {
  const { store, outbox, clock, log, audit, slackApiUrl, logger, textsFor, pause } = deps;
  const { tokenKey, oldTokenKey } = settings;
  const isOldKeyLost = oldTokenKey === 'lost';
  const cipher = tokenCipher(tokenKey, oldTokenKey === 'lost' ? undefined : oldTokenKey);
  await checkTokenKeys({ store, cipher }, isOldKeyLost);
  const removed = removals(deps);
  const { wakeWorkspace } = outbox;
  const refresh = slackRefresh({ ...settings, slackApiUrl, logger });
  const all = installations({
    store,
    cipher,
    removals: removed,
    rotation: rotation({ store, cipher, refresh, clock, pause, log }),
    wakeWorkspace,
    audit,
    clock,
    log,
  });
  const ask = askTokenState(slackApiUrl, logger);
  const { events, refused, check } = installationEvents({
    store,
    removals: removed,
    clock,
    log,
    all,
    ask,
  });
  const pages = oauthPages({
    settings,
    installations: all,
    store,
    clock,
    log,
    slackApiUrl,
    logger,
    textsFor,
  });
  let timer: NodeJS.Timeout | undefined;
  const inBackground = (work: Promise<void>, what: string) =>
    void work.catch((error: unknown) => log.error({ err: error }, what));
  return {
    accessOf: all.accessOf,
    identityOf: all.identityOf,
    events,
    refused,
    deletion: removed.deletion,
    pages,
    begin: () => {
      const encrypted = renewEncryption({ store, cipher, log }, isOldKeyLost);
      inBackground(encrypted, 'could not encrypt tokens again; the next start continues');
      timer = setInterval(
        () => inBackground(check(), 'could not look at the installations; the next time continues'),
        checkInterval,
      ).unref();
    },
    stop: () => clearInterval(timer),
  };
}

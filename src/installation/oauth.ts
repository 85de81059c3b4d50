import {
  AuthorizationError,
  InstallProvider,
  type InstallProviderOptions,
  InvalidStateError,
  MissingCodeError,
  MissingStateError,
  type Installation as SlackInstallation,
} from '@slack/oauth';
import { z } from 'zod';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { LockTimeout, type Store, StoreUnavailable } from '../ports/store.ts';
import { slackFailure } from '../slack/api/failures.ts';
import type { SlackLogger } from '../slack/api/logger.ts';
import { clientOptions } from '../slack/api/web-client.ts';
import type { Installations, NewInstallation } from './installations.ts';
import type { Page } from './installed.ts';
import { oauthState, type StateProblem, stateLifetime } from './oauth-state.ts';
import {
  type AddedTo,
  type InstallProblem,
  type PageTexts,
  sendAdded,
  sendProblem,
} from './pages.ts';
import { slackId } from './record.ts';
import { botScopes } from './scopes.ts';

export type OAuthSettings = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
};

export type OAuthDeps = {
  readonly settings: OAuthSettings;
  readonly installations: Pick<Installations, 'save'>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly slackApiUrl: string | undefined;
  readonly logger: SlackLogger;
  /** For what a browser says about the languages that it would rather have. */
  readonly textsFor: (acceptLanguage: string | undefined) => PageTexts;
};

/** `__Host-` makes browsers refuse it from other hosts and over plain HTTP. */
const cookieName = '__Host-extra-mile-install';
const cookie = (value: string, seconds: number): string =>
  `${cookieName}=${value}; Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=${seconds}`;

/** How many codes are exchanged in a minute: a company adds the app now and then, a flood is none. */
const maxExchanges = 30;
const minute = 60_000;

/**
 * The pages of "Add to Slack", by path. Slack sends people back to the first redirect URL of the
 * app's settings, so no address is taken from a request.
 */
export function oauthPages(deps: OAuthDeps): ReadonlyMap<string, Page> {
  const { settings, installations, store, clock, log, slackApiUrl, logger, textsFor } = deps;
  const { clientId, clientSecret, stateSecret } = settings;
  const state = oauthState({
    secret: stateSecret,
    isFree: exchangeLimit(clock),
    store,
    clock,
  });
  const options: InstallProviderOptions = {
    clientId,
    clientSecret,
    logger,
    clientOptions: clientOptions(slackApiUrl, logger),
    ...(slackApiUrl
      ? { authorizationUrl: new URL('../oauth/v2/authorize', slackApiUrl).href }
      : {}),
    stateCookieName: cookieName,
    stateCookieExpirationSeconds: stateLifetime / 1000,
    stateStore: {
      generateStateParam: async () => state.issue(),
      verifyStateParam: async (_now, given) => {
        const problem = await state.use(given);
        if (problem) throw new Refused(problemOfState[problem]);
        return { scopes: [...botScopes] };
      },
    },
    installationStore: {
      storeInstallation: async (installed) => {
        const isSaved = await installations.save(newInstallation(installed as SlackInstallation));
        if (!isSaved) throw new Refused('deleting');
      },
      fetchInstallation: () => Promise.reject(new Error('the app reads installations by itself')),
    },
  };
  const provider = new InstallProvider(options);

  const install: Page = async (request, response) => {
    request.resume();
    const issued = state.issue();
    const location = await provider.generateInstallUrl({ scopes: [...botScopes] }, true, issued);
    response.writeHead(302, {
      location,
      'set-cookie': cookie(issued, stateLifetime / 1000),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    response.end();
  };

  const comeBack: Page = async (request, response) => {
    request.resume();
    const texts = textsFor(request.headers['accept-language']);
    await provider.handleCallback(request, response, {
      success: (installed) => sendAdded(response, texts, addedTo(installed as SlackInstallation)),
      failure: (error) => {
        const problem = problemOf(error);
        const { name, code } = slackFailureOf(error);
        log.warn({ problem, name, code }, 'the app was not added');
        sendProblem(response, texts, problem);
      },
    });
  };

  return new Map([
    ['/slack/install', install],
    ['/slack/oauth_redirect', comeBack],
  ]);
}

/** Somebody is sent away, for a reason that a page explains. */
class Refused extends Error {
  readonly problem: InstallProblem;
  constructor(problem: InstallProblem) {
    super(problem);
    this.name = 'Refused';
    this.problem = problem;
  }
}

const problemOfState: Readonly<Record<StateProblem, InstallProblem>> = {
  foreign: 'other-browser',
  expired: 'expired',
  used: 'used',
  busy: 'busy',
};

/** Errors of `oauth.v2.access` that only other settings can mend. */
const settingsErrors = new Set([
  'bad_client_secret',
  'invalid_client_id',
  'bad_redirect_uri',
  'invalid_team_for_non_distributed_app',
  'no_scopes',
]);

function problemOf(error: Error): InstallProblem {
  if (error instanceof Refused) return error.problem;
  if (error instanceof AuthorizationError) return 'cancelled';
  if (error instanceof MissingCodeError || error instanceof MissingStateError) return 'incomplete';
  if (error instanceof InvalidStateError) return 'other-browser';
  if (error instanceof StoreUnavailable || error instanceof LockTimeout) return 'store-down';
  const { outcome, code } = slackFailure('oauth.v2.access', error);
  if (settingsErrors.has(code)) return 'settings';
  if (outcome === 'limited') return 'busy';
  return outcome === 'refused' ? 'refused' : 'slack-down';
}

/** What of an error may be logged: it can hold a code or a token. */
function slackFailureOf(error: Error): { readonly name: string; readonly code: string } {
  return { name: error.name, code: slackFailure('oauth.v2.access', error).code };
}

const answer = z.object({
  isEnterpriseInstall: z.boolean().nullish(),
  team: z.object({ id: slackId, name: z.string().nullish() }).nullish(),
  enterprise: z.object({ id: slackId, name: z.string().nullish() }).nullish(),
  appId: z.string().nullish(),
  user: z.object({ id: slackId }).nullish().catch(undefined),
  bot: z.object({
    token: z.string().min(1),
    userId: slackId,
    id: slackId.nullish(),
    refreshToken: z.string().min(1).nullish(),
    /** Seconds since 1970, by this machine's clock. */
    expiresAt: z.number().nullish(),
  }),
});

/** Throws for an answer that Slack would not give, perhaps a proxy's. */
function newInstallation(installed: SlackInstallation): NewInstallation {
  const { isEnterpriseInstall, team, enterprise, user, bot } = answer.parse(installed);
  const isOrgWide = isEnterpriseInstall === true;
  const place = isOrgWide ? enterprise?.id : team?.id;
  if (!place) throw new Error('Slack did not say where the app was added');
  return {
    place,
    isOrgWide,
    botUserId: bot.userId,
    token: bot.token,
    ...(user ? { by: user.id } : {}),
    ...(bot.id ? { botId: bot.id } : {}),
    ...(bot.refreshToken && bot.expiresAt
      ? {
          rotating: {
            refreshToken: bot.refreshToken,
            expiresIn: bot.expiresAt - Math.ceil(Date.now() / 1000),
          },
        }
      : {}),
    ...(enterprise ? { enterprise: enterprise.id } : {}),
  };
}

function addedTo(installed: SlackInstallation): AddedTo {
  const { isEnterpriseInstall, team, enterprise, appId } = answer.parse(installed);
  const name = (isEnterpriseInstall ? enterprise?.name : team?.name) || 'Slack';
  const isKnown = team && slackId.safeParse(appId).success;
  return {
    name,
    link: isKnown
      ? `https://slack.com/app_redirect?${new URLSearchParams({ app: `${appId}`, team: team.id })}`
      : undefined,
  };
}

/** True up to `maxExchanges` times a minute. */
function exchangeLimit(clock: Clock): () => boolean {
  let [from, count] = [Number.NEGATIVE_INFINITY, 0];
  return () => {
    const now = clock.now();
    if (now < from || now - from >= minute) [from, count] = [now, 0];
    count += 1;
    return count <= maxExchanges;
  };
}

import { onTestFinished } from 'vitest';
import type { MessageView } from '../../../playground/protocol.ts';
import { type LocalSlack, localSlack } from '../../../playground/server/local-slack.ts';
import type { Person } from '../../../playground/server/people/person.ts';
import type { WorkspaceSeed } from '../../../playground/server/state/workspace-seed.ts';
import { systemPause } from '../../../src/ports/clock.ts';
import { slackClients } from '../../../src/slack/api/clients.ts';
import { identity } from '../../../src/slack/api/identity.ts';
import { slackLogger } from '../../../src/slack/api/logger.ts';
import { clientOptions, webClient } from '../../../src/slack/api/web-client.ts';
import { App } from '../../../src/slack/bolt.ts';
import { inFlightRequests } from '../../../src/slack/receivers/in-flight.ts';
import { socketReceiver } from '../../../src/slack/receivers/socket-receiver.ts';
import type { Feature } from '../../../src/slack/router/feature.ts';
import { registerRoutes } from '../../../src/slack/router/router.ts';
import { prose } from '../../../src/slack/ui/blocks.ts';
import { type Message, message } from '../../../src/slack/ui/message.ts';
import { openStore } from '../../../src/store/store.ts';
import { recordedLog } from '../../recorded-log.ts';
import { ownContent, manifest as ownManifest } from '../../stories/extra-mile.ts';

/** Our manifest with one more command, two shortcuts, a Home tab and more events. */
const manifest: typeof ownManifest = {
  ...ownManifest,
  features: {
    ...ownManifest.features,
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    slash_commands: [
      { command: '/care', description: 'Care', should_escape: true },
      { command: '/tea', description: 'Tea', should_escape: true },
    ],
    shortcuts: [
      { name: 'Make tea', type: 'global', callback_id: 'tea.anywhere', description: 'Tea' },
      { name: 'Tea for this', type: 'message', callback_id: 'tea.message', description: 'Tea' },
    ],
  },
  settings: {
    ...ownManifest.settings,
    event_subscriptions: {
      bot_events: [
        'app_home_opened',
        'app_mention',
        'channel_archive',
        'channel_left',
        'member_joined_channel',
        'message.im',
      ],
    },
  },
};

export const says = (text: string): Message => message([prose([{ text }])]);

export function lastOf(messages: readonly MessageView[]): MessageView {
  const found = messages.at(-1);
  if (!found) throw new Error('there is no message');
  return found;
}

/** An app with one feature of the test's own, on a local Slack. */
export async function featureApp(
  feature: Feature,
  workspaces?: readonly WorkspaceSeed[],
): Promise<{
  readonly slack: LocalSlack;
  readonly log: ReturnType<typeof recordedLog>;
  /** Publishes a Home tab with this message. */
  readonly publish: (person: Person, message: Message) => Promise<unknown>;
}> {
  const slack = await localSlack({ manifest, ...(workspaces && { workspaces }) });
  const recorded = recordedLog();
  const { clock, apiUrl: slackApiUrl } = slack;
  const inFlight = inFlightRequests({ clock, log: recorded });
  const { log } = inFlight;
  const logger = slackLogger(log);
  const store = await openStore({ url: 'memory:', clock, log });
  const us = await identity(webClient(slack.botToken(), slackApiUrl, logger), slack.botToken(), {
    pause: systemPause,
    log,
  });
  const receiver = socketReceiver({
    appToken: slack.credentials.appToken,
    slackApiUrl,
    logger,
    log,
    inFlight,
  });
  const app = new App({
    receiver,
    authorize: async () => us,
    logger,
    clientOptions: clientOptions(slackApiUrl, logger),
    convoStore: false,
    ignoreSelf: false,
    deferInitialization: true,
    attachFunctionToken: false,
  });
  const search = () => says('nothing');
  const slacks = slackClients({
    accessOf: async () => ({ token: slack.botToken() }),
    slackApiUrl,
    logger,
    clock,
  });
  registerRoutes(app, {
    features: [feature],
    search,
    words: ownContent.words,
    grammars: () => ownContent.grammars,
    slacks,
    store,
    clock,
    log,
    inLanguageOf: async (_reader, compose) => compose(),
  });
  await app.init();
  await app.start();
  onTestFinished(async () => {
    receiver.stopIntake();
    await receiver.stop();
    await store.close();
    await slack.close();
  });
  const publish = async ({ id }: Person, { blocks }: Message) =>
    (await slacks(us.teamId ?? '')).publishHome(id, { type: 'home', blocks });
  return { slack, log: recorded, publish };
}

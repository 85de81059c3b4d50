import type { AuthorizeResult, App as BoltApp, Receiver } from '@slack/bolt';
import { type AuditLog, auditLog } from './audit/audit-log.ts';
import { type Content, inCurrentLanguage, languageTags } from './content/content.ts';
import { registerAdmin } from './features/admin/index.ts';
import { registerFeedback } from './features/feedback/index.ts';
import { peekButton, readButton, registerGuidelines } from './features/guidelines/index.ts';
import { registerHome } from './features/home/index.ts';
import { registerLanguage } from './features/language/index.ts';
import { registerMyData } from './features/my-data/index.ts';
import { registerPractice } from './features/practice/index.ts';
import { registerShoutouts } from './features/shoutouts/index.ts';
import { registerTips, triesOf } from './features/tips/index.ts';
import { registerWelcome } from './features/welcome/index.ts';
import type { Translate } from './i18n/catalogue.ts';
import { languages as languagesFor } from './languages/languages.ts';
import { inTheirLanguage } from './languages/queued-messages.ts';
import { type Clock, type Pause, systemPause } from './ports/clock.ts';
import type { Health } from './ports/health.ts';
import type { InstallationEvents } from './ports/installation.ts';
import type { Languages } from './ports/languages.ts';
import type { Log } from './ports/log.ts';
import type { Outbox } from './ports/outbox.ts';
import { type Random, systemRandom } from './ports/random.ts';
import { isUserId, type Slacks } from './ports/slack.ts';
import type { Store } from './ports/store.ts';
import type { SlackLogger } from './slack/api/logger.ts';
import { clientOptions } from './slack/api/web-client.ts';
import { App } from './slack/bolt.ts';
import type { Command, Feature } from './slack/router/feature.ts';
import { registerInstallationEvents } from './slack/router/installation.ts';
import { sourceOf } from './slack/router/requester.ts';
import { registerRoutes } from './slack/router/router.ts';
import { buttons } from './slack/ui/blocks.ts';
import type { Message } from './slack/ui/message.ts';

export type AppDeps = {
  readonly receiver: Receiver;
  /** The app's identity in the workspace of a request; `isRemoved` if it was removed there. */
  readonly authorize: (source: {
    readonly teamId?: string | undefined;
    readonly enterpriseId?: string | undefined;
    readonly isEnterpriseInstall?: boolean | undefined;
  }) => Promise<AuthorizeResult>;
  readonly slackApiUrl: string | undefined;
  readonly logger: SlackLogger;
  readonly log: Log;
  readonly clock: Clock;
  readonly random?: Random | undefined;
  readonly pause?: Pause | undefined;
  readonly store: Store;
  readonly slacks: Slacks;
  readonly outbox: Outbox;
  /** What Slack tells about the app's own installation. */
  readonly installations: InstallationEvents;
  /** The current content in the default language, which changes when it is reloaded. */
  readonly content: () => Content;
  readonly version: string;
  /** The id of the channel that receives feedback on the content. */
  readonly contentChannel?: string | undefined;
  /** The id of the moderators' channel where no administrator has chosen one. */
  readonly reportChannel?: string | undefined;
  /** The id or the handle of the user group whose members are administrators too. */
  readonly adminGroup?: string | undefined;
  readonly health?: Health | undefined;
  readonly audit?: AuditLog | undefined;
};

type ComposedApp = {
  readonly bolt: BoltApp;
  readonly home: ReturnType<typeof composeFeatures>['home'];
};

/**
 * Composes the app without starting it. Unused parts of Bolt are off: its conversation store, its
 * retries, and `ignoreSelf`, since the router itself ignores what bots write.
 */
export async function composeApp(deps: AppDeps): Promise<ComposedApp> {
  const { receiver, authorize, slackApiUrl, logger, log, clock, store, slacks } = deps;
  const content = () => inCurrentLanguage(deps.content());
  const app = new App({
    receiver,
    // Bolt writes the user and the organisation of a payload into it.
    authorize: async (source, body) => ({ ...(await authorize(sourceOf(source, body))) }),
    logger,
    clientOptions: clientOptions(slackApiUrl, logger),
    convoStore: false,
    ignoreSelf: false,
    deferInitialization: true,
    attachFunctionToken: false,
  });
  const { features, search, home, languages } = composeFeatures(deps);
  const words: Translate = (key, ...values) => content().words(key, ...values);
  const grammars = () => content().grammars;
  const { inLanguageOf } = languages;
  registerRoutes(app, {
    ...{ features, search, words, grammars, slacks, store, clock, log, inLanguageOf },
  });
  registerInstallationEvents(app, deps.installations);
  await app.init();
  return { bolt: app, home };
}

type FeatureDeps = Pick<
  AppDeps,
  | 'content'
  | 'random'
  | 'pause'
  | 'slacks'
  | 'outbox'
  | 'store'
  | 'clock'
  | 'log'
  | 'version'
  | 'contentChannel'
  | 'reportChannel'
  | 'adminGroup'
  | 'health'
  | 'audit'
>;

/**
 * The features, and what each offers to the others.
 * @public Tests compose them without Bolt.
 */
export function composeFeatures(deps: FeatureDeps): {
  readonly features: readonly Feature[];
  readonly search: (command: Command) => Message;
  readonly languages: Languages;
  readonly home: Omit<ReturnType<typeof registerHome>, 'feature' | 'tasks'>;
} {
  const { random = systemRandom, pause = systemPause, slacks, outbox } = deps;
  const content = () => inCurrentLanguage(deps.content());
  const { store, clock, log, version, contentChannel, reportChannel, adminGroup, health } = deps;
  const { audit = auditLog({ store, clock, log }) } = deps;
  const offered = () => languageTags(deps.content());
  const languages = languagesFor({ store, slacks, clock, offered });
  const { inLanguageOf } = languages;
  const home = registerHome({
    content,
    inLanguageOf,
    store,
    slacks,
    clock,
    pause,
    log,
    outbox,
    parts: {
      mayThank: (person) => shoutouts.seemsToGive(person),
      tips: (person, reads) => tips.onHome(person, reads),
      thanks: (person, reads) => shoutouts.onHome.thanks(person, reads),
      recaps: (person, reads) => shoutouts.onHome.recaps(person, reads),
      coverage: (person, reads) => shoutouts.onHome.coverage(person, reads),
      preferences: async (person, reads) => [
        ...(await shoutouts.onHome.preferences(person, reads)),
        ...language.onHome(person),
        buttons([...language.buttonsFor(), myData.button()]),
      ],
      jobs: ({ mayThank }) => [
        guidelines.askButton(),
        ...(mayThank ? [shoutouts.openButton()] : []),
      ],
      library: () => guidelines.onHome(practice.anyButton()),
      admin: (person) => admin.onHome(person),
    },
  });
  const homeChanged = home.changed;
  const admin = registerAdmin({
    ...{ content, inLanguageOf, store, clock, slacks, log, audit },
    ...{ version, adminGroup, reportChannel, health },
    sendShoutouts: (workspace, user) => shoutouts.sendAll(workspace, user),
    noteMove: (workspace) => shoutouts.noteMove(workspace),
    moveReports: (workspace) => shoutouts.moveReports(workspace),
  });
  const practice = registerPractice({ content, store, clock, random, log, readButton });
  const feedback = registerFeedback({ content, inLanguageOf, slacks, channel: contentChannel });
  const shoutouts = registerShoutouts({
    content,
    inLanguageOf,
    store,
    clock,
    random,
    slacks,
    outbox,
    log,
    audit,
    planRefusal: admin.planRefusal,
    guestRules: admin.guestRules,
    reportChannel: admin.reportChannel,
    homeChanged,
    readButton: peekButton,
    dataButtons: () => [...language.buttonsFor(), myData.button(), myData.exportButton()],
    triesOf: (workspace, user) => triesOf({ store }, workspace, user),
    tipLeaning: (workspace, channel) => tips.leaningOf(workspace, channel),
    nextBundle: (workspace, channel, after) => tips.bundleAfter(workspace, channel, after),
  });
  const tips = registerTips({
    content,
    inLanguageOf,
    store,
    clock,
    random,
    slacks,
    outbox,
    log,
    audit,
    planRefusal: admin.planRefusal,
    buttons: {
      read: (skill) => peekButton(skill, content().words('tips.read')),
      saw: shoutouts.sawButton,
      thank: shoutouts.buttonFor,
    },
    languageCommand: (command) => language.tipsLanguage(command),
    homeChanged,
    leanings: shoutouts.leaningsOf,
    bundles: shoutouts.bundles,
    tried: shoutouts.tried,
  });
  const composeAnew = async (workspace: string, id: string): Promise<void> => {
    homeChanged(workspace, isUserId(id) ? [id] : []);
    await Promise.all([tips.composeAnew(workspace, id), shoutouts.composeAnew(workspace, id)]);
  };
  const language = registerLanguage({
    ...{ content, languages, slacks, log, audit },
    ifAllowed: tips.ifMayChange,
    changed: (workspace, id) =>
      void composeAnew(workspace, id).catch((error: unknown) =>
        log.warn({ err: error }, 'could not compose what waits in another language'),
      ),
  });
  const guidelines = registerGuidelines({
    ...{ content, clock },
    inLanguageOf,
    languageButtons: language.chooseButtons,
    version,
    extras: (entry, length) => [
      ...tips.buttonFor(entry),
      ...practice.buttonsFor(entry),
      ...shoutouts.buttonFor(entry),
      ...(length === 'long' ? [...shoutouts.momentsFor(entry), ...feedback.buttonsFor(entry)] : []),
    ],
    others: () => [practice.anyButton(), ...tips.menuButtons(), ...shoutouts.menuButtons()],
  });
  const welcome = registerWelcome({
    content,
    inLanguageOf,
    store,
    slacks,
    clock,
    buttons: {
      ask: guidelines.askButton,
      thank: shoutouts.openButton,
      help: guidelines.helpButton,
      setUp: tips.setUpButton,
    },
    isQuiet: async (workspace, channel) =>
      channel === contentChannel || channel === (await admin.reportChannel(workspace)),
  });
  const myData = registerMyData({
    content,
    inLanguageOf,
    store,
    clock,
    slacks,
    outbox,
    log,
    audit,
    // Home is last: it shows what is stored after the others.
    parts: {
      tips: tips.personalData,
      language: language.personalData,
      practice: practice.personalData,
      shoutouts: shoutouts.personalData,
      welcome: welcome.personalData,
      audit: audit.personalData,
      home: home.personalData,
    },
  });
  for (const [kind, planner] of [...tips.planners, ...shoutouts.planners])
    outbox.register(kind, inTheirLanguage(planner, { languages, clock }));
  for (const [kind, task] of [...shoutouts.tasks, ...home.tasks, ...myData.tasks])
    outbox.registerTask(kind, task);
  return {
    features: [
      guidelines.feature,
      practice.feature,
      feedback.feature,
      tips.feature,
      shoutouts.feature,
      language.feature,
      myData.feature,
      admin.feature,
      home.feature,
      welcome.feature,
    ],
    search: guidelines.search,
    home,
    languages,
  };
}

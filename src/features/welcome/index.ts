import type { Content } from '../../content/content.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InLanguageOf } from '../../ports/languages.ts';
import type { Slacks } from '../../ports/slack.ts';
import type { Store } from '../../ports/store.ts';
import type { Feature } from '../../slack/router/feature.ts';
import { type ButtonSpec, buttons, paragraph } from '../../slack/ui/blocks.ts';
import { message } from '../../slack/ui/message.ts';
import { emptyConversation, onceFor, welcomeData } from './welcome.ts';

export type WelcomeDeps = {
  readonly content: () => Content;
  readonly inLanguageOf: InLanguageOf;
  readonly store: Store;
  readonly slacks: Slacks;
  readonly clock: Clock;
  /** Buttons of other features. */
  readonly buttons: {
    readonly ask: () => ButtonSpec;
    readonly thank: () => ButtonSpec;
    /** What can be asked, for the person who presses. */
    readonly help: () => ButtonSpec;
    /** Sets up the tips of a channel, or of a person. */
    readonly setUp: (id: string, label: string) => ButtonSpec;
  };
  /** Whether a channel was chosen for the app's own messages. */
  readonly isQuiet: (workspace: string, channel: string) => Promise<boolean>;
};

/** Two sentences for a person who first opens the direct message, and for a channel's first day. */
export function registerWelcome(deps: WelcomeDeps) {
  const { content, inLanguageOf, slacks, isQuiet } = deps;
  const { ask, thank, help, setUp } = deps.buttons;
  const feature: Feature = {
    events: {
      app_home_opened: async ({ workspace, user, tab }) => {
        if (tab !== 'messages') return;
        await onceFor(deps, { workspace, id: user }, async () => {
          const channel = await emptyConversation(slacks, { workspace, user });
          if (channel === undefined) return;
          const { words } = content();
          const controls = [ask(), thank(), setUp(user, words('welcome.my-tips'))];
          const slack = await slacks(workspace);
          await slack.post(
            { channel },
            message([paragraph(words('welcome.me')), buttons(controls)]),
          );
        });
      },
      member_joined_channel: async ({ workspace, channel, isApp }) => {
        if (!isApp || (await isQuiet(workspace, channel))) return;
        await onceFor(deps, { workspace, id: channel }, async () => {
          const welcome = await inLanguageOf({ workspace, id: channel }, () => {
            const { words } = content();
            const controls = [setUp(channel, words('tips.set-up')), thank(), help()];
            return message([paragraph(words('welcome.channel')), buttons(controls)]);
          });
          const slack = await slacks(workspace);
          await slack.post({ channel }, welcome);
        });
      },
    },
  };
  return { feature, personalData: welcomeData(deps) };
}

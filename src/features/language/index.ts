import { languageTitle } from '../../i18n/language-names.ts';
import type { PersonalData } from '../../ports/personal-data.ts';
import type { Feature } from '../../slack/router/feature.ts';
import { type ButtonSpec, paragraph } from '../../slack/ui/blocks.ts';
import type { Part } from '../../slack/ui/message.ts';
import { chooseForChannel, tipsLanguage } from './channel.ts';
import { careLanguage, chooseLanguage, showLanguage } from './command.ts';
import type { LanguageDeps, Person } from './deps.ts';
import { currentLine } from './message.ts';
import { routes } from './routes.ts';

/** The languages that people and channels read. */
export function registerLanguage(deps: LanguageDeps) {
  const { content, languages } = deps;
  const feature: Feature = {
    care: { language: careLanguage(deps) },
    actions: [
      routes.show.handle(showLanguage(deps)),
      routes.choose.handle(chooseLanguage(deps)),
      routes.chooseForChannel.handle(chooseForChannel(deps)),
    ],
    events: {
      user_change: async ({ workspace, id, locale }) => {
        if (languages.hear({ workspace, id }, locale)) deps.changed(workspace, id);
      },
      // Slack tells nothing about a private channel before.
      member_joined_channel: async ({ workspace, channel, isApp }) => {
        if (isApp) languages.hear({ workspace, id: channel }, undefined);
      },
    },
  };
  const personalData: PersonalData = {
    count: async ({ workspace, user: id }) => ({
      language: (await languages.chosen({ workspace, id })) === undefined ? 0 : 1,
    }),
    rows: async ({ workspace, user: id }) => {
      const language = await languages.chosen({ workspace, id });
      return language === undefined ? [] : [{ what: 'language', language }];
    },
    erase: async ({ workspace, user: id }) => {
      await languages.choose({ workspace, id }, undefined);
      languages.forget({ workspace, id });
      return { isDone: true };
    },
  };
  /** The Home tab is composed in this language, so it was just read. */
  const onHome = ({ workspace, user: id }: Person): readonly Part[] =>
    content().others.length === 0
      ? []
      : [paragraph(currentLine(content(), languages.remembered({ workspace, id })))];
  /** None where there is nothing to choose from. */
  const buttonsFor = (): readonly ButtonSpec[] =>
    content().others.length === 0
      ? []
      : [routes.show.button({ label: content().words('language.button') })];
  /** Chooses this language. */
  const chooseButtons = (language: string): readonly ButtonSpec[] => [
    routes.choose.button({ label: languageTitle(language), value: language }),
  ];
  return {
    feature,
    personalData,
    onHome,
    buttonsFor,
    chooseButtons,
    tipsLanguage: tipsLanguage(deps),
  };
}

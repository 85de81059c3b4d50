import { languageTags } from '../../content/content.ts';
import { languageName } from '../../i18n/language-names.ts';
import type { ReadLanguage } from '../../ports/languages.ts';
import { isDirectMessage } from '../../ports/slack.ts';
import type { Action, ActionReply, CareCommand, Reply } from '../../slack/router/feature.ts';
import { prose } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../slack/ui/sentence.ts';
import { careLanguage } from './command.ts';
import type { LanguageDeps, Person } from './deps.ts';
import { languageMessage, unknownMessage } from './message.ts';
import { languageOrder } from './parse-language.ts';
import { asInSlack, type ChannelLanguage } from './routes.ts';

const order = /^(?<own>me )?languages?(?<name>$| .*)/i;

/**
 * `/care tips language …`: what a channel reads. `undefined` if it is no language: "tips language
 * barrier" is a search. A person's own tips are in the language that they read everywhere.
 */
export const tipsLanguage =
  (deps: LanguageDeps) =>
  async (command: CareCommand): Promise<Reply | undefined> => {
    const { workspace, channel, line } = command;
    const found = command.readings
      .map(({ text }) => order.exec(text.trim())?.groups)
      .find((groups) => groups !== undefined);
    if (!found) return undefined;
    const { own, name = '' } = found;
    if (own || isDirectMessage(channel)) return careLanguage(deps)({ ...command, text: name });
    const wanted = languageOrder(deps.content(), name);
    const typed = `/care ${line}`;
    switch (wanted?.kind) {
      case undefined:
        return undefined;
      case 'show':
        return show(deps, { workspace, channel });
      case 'unknown': {
        const read = await deps.languages.of({ workspace, id: channel });
        return unknownMessage(deps.content(), { channel }, read, typed);
      }
      case 'as-in-slack':
        return deps.ifAllowed(command, channel, () => choose(deps, command, undefined), typed);
      case 'choose': {
        const { language } = wanted;
        return deps.ifAllowed(command, channel, () => choose(deps, command, language), typed);
      }
    }
  };

export const chooseForChannel =
  (deps: LanguageDeps) =>
  async ({ workspace, user, value }: Action<ChannelLanguage>): Promise<ActionReply> => {
    const { channel, language } = value;
    const person = { workspace, user };
    const isThere = language === asInSlack || languageTags(deps.content()).includes(language);
    const answer = () =>
      isThere
        ? choose(deps, { ...person, channel }, language === asInSlack ? undefined : language)
        : show(deps, { workspace, channel });
    return { show: await deps.ifAllowed(person, channel, answer) };
  };

type Place = { readonly workspace: string; readonly channel: string };

async function show({ content, languages }: LanguageDeps, place: Place): Promise<Message> {
  const { workspace, channel } = place;
  return languageMessage(content(), { channel }, await languages.of({ workspace, id: channel }));
}

/** The channel reads in one line who changed it, if it reads another language now. */
async function choose(
  deps: LanguageDeps,
  { workspace, channel, user }: Place & Person,
  language: string | undefined,
): Promise<Message> {
  const { content, languages, audit, log } = deps;
  const reader = { workspace, id: channel };
  const before = await languages.of(reader);
  await languages.choose(reader, language);
  const read = await languages.of(reader);
  const isOwnChoice =
    read.from === 'choice' && (before.from !== 'choice' || before.language !== read.language);
  if (before.language !== read.language || before.from !== read.from) {
    const to = language ?? asInSlack;
    void audit.note(workspace, { what: 'tips.language', who: user, where: channel, to });
  }
  if (before.language !== read.language) {
    deps.changed(workspace, channel);
    tellChannel(deps, { workspace, channel, user }, read).catch((error: unknown) =>
      log.warn({ err: error }, 'could not tell a channel who changed its language'),
    );
  }
  const lead = content().words('language.done');
  return languageMessage(content(), { channel }, read, { lead, isOwnChoice });
}

async function tellChannel(
  { slacks, content, languages }: LanguageDeps,
  { workspace, channel, user }: Place & Person,
  { language }: ReadLanguage,
): Promise<void> {
  const told = await languages.inLanguageOf({ workspace, id: channel }, () => {
    const { words, language: reading } = content();
    const values = { person: placeholder('person'), language: languageName(language, reading) };
    const line = words('language.channel.told', values);
    return message([prose(fillPlaceholders(line, { person: [{ person: user }] }))]);
  });
  const slack = await slacks(workspace);
  await slack.post({ channel }, told);
}

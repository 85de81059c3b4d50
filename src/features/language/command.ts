import { languageTags } from '../../content/content.ts';
import { isPhrase } from '../../i18n/command-line.ts';
import type { ReadLanguage } from '../../ports/languages.ts';
import type { Action, ActionReply, CareHandler } from '../../slack/router/feature.ts';
import type { Message } from '../../slack/ui/message.ts';
import type { LanguageDeps, Person } from './deps.ts';
import { languageMessage, unknownMessage } from './message.ts';
import { languageOrder } from './parse-language.ts';
import { asInSlack } from './routes.ts';

/**
 * `/care language …`: shows or changes what a person reads; "language barrier" is a search, and so
 * is "answer me in Slack".
 */
export const careLanguage =
  (deps: LanguageDeps): CareHandler =>
  async (command) => {
    if (isPhrase(command) && command.text.toLowerCase() === 'slack') return undefined;
    const order = languageOrder(deps.content(), command.text);
    switch (order?.kind) {
      case undefined:
        return undefined;
      case 'show':
        return show(deps, command);
      case 'unknown': {
        const read = await readBy(deps, command);
        return unknownMessage(deps.content(), 'me', read, `/care ${command.line}`);
      }
      case 'as-in-slack':
        return choose(deps, command, undefined);
      case 'choose':
        return choose(deps, command, order.language);
    }
  };

export const showLanguage =
  (deps: LanguageDeps) =>
  async (action: Action<undefined>): Promise<ActionReply> => ({ tell: await show(deps, action) });

export const chooseLanguage =
  (deps: LanguageDeps) =>
  async (action: Action): Promise<ActionReply> => {
    const { value } = action;
    const isThere = value === asInSlack || languageTags(deps.content()).includes(value);
    if (!isThere) return { show: await show(deps, action) };
    return { show: await choose(deps, action, value === asInSlack ? undefined : value) };
  };

const readBy = ({ languages }: LanguageDeps, { workspace, user }: Person): Promise<ReadLanguage> =>
  languages.of({ workspace, id: user });

async function show(deps: LanguageDeps, person: Person): Promise<Message> {
  return languageMessage(deps.content(), 'me', await readBy(deps, person));
}

/** The answer is in the new language already. */
async function choose(
  deps: LanguageDeps,
  person: Person,
  language: string | undefined,
): Promise<Message> {
  const { content, languages, changed } = deps;
  const { workspace, user } = person;
  const reader = { workspace, id: user };
  await languages.choose(reader, language);
  changed(workspace, user);
  const read = await readBy(deps, person);
  return languages.inLanguageOf(reader, () =>
    languageMessage(content(), 'me', read, { lead: content().words('language.done') }),
  );
}

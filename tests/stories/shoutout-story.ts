import type { MessageView, ViewView } from '../../playground/protocol.ts';
import { stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import type { Content } from '../../src/content/content.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest, type Transport } from './extra-mile.ts';
import { knownPeople } from './known-people.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Tuesday, 24 November 2026, noon in Lisbon, where Ana lives. */
const start = Date.UTC(2026, 10, 24, 12);

type HarborOptions = {
  readonly store?: Store;
  /** The name of the channel where reports arrive. */
  readonly reportsIn?: string;
  readonly slack?: LocalSlack;
  readonly adminGroup?: string;
  readonly content?: Content;
  /** Whether nobody has chosen how to be thanked; by default all have chosen "publicly". */
  readonly areNew?: boolean;
};

const everyone = ['ana', 'ben', 'chiara', 'dev', 'erin', 'fumiko'];

export const harborSlack = (): Promise<LocalSlack> =>
  localSlack({ manifest, clock: stoppedClock(start) });

/** The real app in a workspace at noon, with what tests ask about shout-outs. */
export async function shoutoutStory(
  transport: Transport,
  {
    store: given,
    reportsIn,
    slack: existing,
    adminGroup,
    content,
    areNew = false,
  }: HarborOptions = {},
) {
  const slack = existing ?? (await harborSlack());
  const store =
    given ?? (await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() }));
  if (!areNew) await knownPeople(slack, store, everyone);
  const reportChannel = reportsIn && slack.messages(reportsIn)[0]?.channel;
  const story = await extraMile(transport, {
    ...{ slack, store, random: () => 0.5 },
    ...(reportChannel ? { reportChannel } : {}),
    ...(adminGroup ? { adminGroup } : {}),
    ...(content ? { content } : {}),
  });
  return {
    ...story,
    ana: slack.person('ana'),
    ben: slack.person('ben'),
    chiara: slack.person('chiara'),
    /** The last message that a person sees in a channel. */
    last: (name: string, channel = 'general') => lastOf(slack.person(name).reads(channel)),
    /** A person's direct messages from the app. */
    directMessages: (name: string) => slack.person(name).reads('Extra Mile'),
    cards: (channel = 'general') => cardsIn(slack, channel),
    /** The form that a person has open. */
    form: (name: string) => slack.until(() => formOf(slack, name)),
  };
}

export const thanksText = 'she found the lost receipt and walked him to the till';

/** Ana has thanked Ben in #general. */
export async function thankedStory(transport: Transport, options: { reportsIn?: string } = {}) {
  const story = await shoutoutStory(transport, options);
  await story.ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  const card = () => {
    const [found] = story.cards();
    if (!found) throw new Error('no card');
    return found;
  };
  const choose = async (name: string, what: string, where = card()) => {
    if (what === 'Report') return reports(story.slack, name, where);
    await chooses(story.slack, name, what, where);
    if (what === 'Delete') await answerQuestion(story.slack, name, 'Delete it');
  };
  return { ...story, card, choose };
}

/** Presses "More" below a card; resolves with the choices that only this person sees. */
export async function choicesOf(
  slack: LocalSlack,
  name: string,
  card: MessageView,
  channel = 'general',
): Promise<MessageView> {
  const person = slack.person(name);
  const seen = new Set(person.reads(channel).map(({ ts }) => ts));
  await person.press(card, 'More');
  return slack.until(() =>
    person.reads(channel).find(({ ts, text }) => !seen.has(ts) && text.startsWith('What would')),
  );
}

/** Presses "More" below a card, and one of its choices. */
export async function chooses(
  slack: LocalSlack,
  name: string,
  what: string,
  card: MessageView,
  channel = 'general',
): Promise<void> {
  await slack.person(name).press(await choicesOf(slack, name, card, channel), what);
}

/** Reports a card, with a word why. */
export async function reports(
  slack: LocalSlack,
  name: string,
  card: MessageView,
  channel = 'general',
): Promise<void> {
  await chooses(slack, name, 'Report', card, channel);
  const person = slack.person(name);
  const form = await slack.until(() => reportFormOf(slack, name));
  await person.submit(form, { why: 'it names a customer' });
  for (const view of person.views()) await person.closeView(view);
}

/** Answers the question whether to delete a shout-out. */
export async function answerQuestion(
  slack: LocalSlack,
  name: string,
  answer: string,
  channel = 'general',
): Promise<void> {
  const person = slack.person(name);
  const question = await slack.until(() =>
    person.reads(channel).findLast(({ text }) => text.startsWith('Do you want to delete')),
  );
  await person.press(question, answer);
}

export const reportFormOf = (slack: LocalSlack, name: string): ViewView | undefined =>
  slack
    .person(name)
    .views()
    .find(({ callback_id }) => callback_id === 'shoutout.report');

/** Only cards start with these words. */
export function cardsIn(slack: LocalSlack, channel = 'general'): readonly MessageView[] {
  return slack.messages(channel).filter(({ text }) => text.startsWith('Thanks to '));
}

/** Waits for a card, as the answer to `/shoutout` may come first. */
export const cardIn = (slack: LocalSlack, channel?: string): Promise<MessageView> =>
  slack.until(() => cardsIn(slack, channel)[0]);

function formOf(slack: LocalSlack, name: string): ViewView | undefined {
  return slack
    .person(name)
    .views()
    .find(({ callback_id }) => callback_id === 'shoutout.give');
}

export function lastOf(messages: readonly MessageView[]): MessageView {
  const found = messages.at(-1);
  if (!found) throw new Error('no message');
  return found;
}

/** The blocks of a view or message as one text to search in. */
export const shownIn = ({ blocks }: { readonly blocks: readonly unknown[] }): string =>
  JSON.stringify(blocks);

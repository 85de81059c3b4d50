import type {
  CareHandler,
  Command,
  CommandHandler,
  ModalReply,
  Reply,
} from '../../../slack/router/feature.ts';
import { withTimeout } from '../../../slack/router/with-timeout.ts';
import { prose } from '../../../slack/ui/blocks.ts';
import { message } from '../../../slack/ui/message.ts';
import { escapeMrkdwn, typedText } from '../../../slack/ui/mrkdwn.ts';
import type { ShoutoutDeps } from '../deps.ts';
import type { Naming } from '../parse/parse-mentions.ts';
import { parseShoutout, type TypedShoutout } from '../parse/parse-shoutout.ts';
import { skillsOf } from '../parse/skill-lookup.ts';
import { type FormDraft, typedDraft } from './draft.ts';
import { shoutoutForm, waitingView } from './form.ts';
import { giveThanks, lookupTimeout, timeLeft } from './give.ts';
import { type LookupResult, lookUp, namelessIn } from './lookup.ts';
import { problemText, tooManyNotes, unknownSkill } from './problem-texts.ts';
import { formReply, obstacleMessage, outcomeMessage, typedTextBlock } from './replies.ts';
import { reviewDraft, withGroups } from './review-draft.ts';

/** `/shoutout …`: given at once where all of it is there, else the form with what is. */
export const shoutoutCommand =
  (parts: ShoutoutDeps): CommandHandler =>
  (question) =>
    answer(parts, question, '/shoutout');

/** The same by `/care shoutout …` or by mention. */
export const shoutoutWord =
  (parts: ShoutoutDeps): CareHandler =>
  (question) =>
    answer(parts, question, 'shoutout');

const toSomebody = /^(?:(?:a lot|so much|very much|you|to|,|:)\s*)*<(?:@[UW]|!subteam\^)/i;

/** "thanks @ana …"; with nobody behind it, it is a search, as "thanks for the chocolates" is. */
export const thanksWord =
  (parts: ShoutoutDeps): CareHandler =>
  (question) =>
    toSomebody.test(question.raw)
      ? answer(parts, { ...question, raw: fromMention(question.raw) }, 'thanks')
      : undefined;

const fromMention = (raw: string) => raw.slice(raw.indexOf('<'));

/** In a direct message there is no channel for a card. */
const channelOf = ({ channel }: Command) => (channel.startsWith('D') ? undefined : channel);

async function answer(parts: ShoutoutDeps, question: Command, word: string): Promise<Reply> {
  const content = parts.content();
  const { raw } = question;
  const typed = typedAgain(word, raw, () => undefined);
  const first = parse(parts, raw, () => undefined);
  const nameless = namelessIn(raw);
  const isWhole = first.missing.every((field) => field === 'skill' && first.unknownSkill === '');
  if (isWhole) return whole(parts, question, { first, nameless, word });
  const draft = typedDraft(first, channelOf(question));
  const notes = missingNotes(parts, first, typed);
  const inText = nameless.some((id) => !first.people.includes(id));
  const opening = formReply(content, draft, { notes, typed: first.text ? typed : '' });
  if (!('open' in opening) || (first.groups.length === 0 && !inText)) return opening;
  return filledLater(parts, question, { opening, notes, nameless });
}

const person = /<@(?<id>[UW][A-Z0-9]*)(?:\|[^<>]*)?>/g;

/** What was typed, to be typed again: people by their names, where they are known. */
function typedAgain(word: string, raw: string, nameOf: Naming['nameOf']): string {
  const named = raw.replace(person, (mention, id: string) => {
    const name = nameOf(id);
    return name ? `@${escapeMrkdwn(name)}` : mention;
  });
  return `${word} ${typedText(named)}`.trim();
}

/** What a text lacks; nothing where nothing was typed. */
function missingNotes(parts: ShoutoutDeps, first: TypedShoutout, typed: string): readonly string[] {
  const { words } = parts.content();
  if (first.unknownSkill) return [unknownSkill(parts.content(), first.unknownSkill)];
  const isEmpty = first.missing.length === 3 && !typed.includes(' ');
  if (isEmpty) return [];
  return first.missing.map((field) => words(`shoutout.missing.${field}`));
}

const parse = (
  parts: ShoutoutDeps,
  raw: string,
  nameOf: (id: string) => string | undefined,
): TypedShoutout => parseShoutout({ skills: skillsOf(parts.content()), nameOf }, raw);

/** The form opens at once; who is in a group, and what ids in the text are called, comes a moment later. */
function filledLater(
  parts: ShoutoutDeps,
  question: Command,
  {
    opening,
    notes,
    nameless,
  }: { opening: ModalReply; notes: readonly string[]; nameless: readonly string[] },
): ModalReply {
  const content = parts.content();
  return {
    open: waitingView(content),
    fill: async () => {
      const first = parse(parts, question.raw, () => undefined);
      const facts = await factsFor(parts, question, first, nameless);
      const draft = typedDraft(parse(parts, question.raw, facts.nameOf), channelOf(question));
      const begun = withGroups(draft, facts);
      const more = tooManyNotes(content, facts.tooMany ?? begun.people.length);
      return shoutoutForm(content, begun, { notes: [...more, ...notes] });
    },
    instead: opening.instead,
  };
}

const factsFor = (
  parts: ShoutoutDeps,
  { workspace, user, channel }: Command,
  { people, groups }: TypedShoutout,
  named: readonly string[],
): Promise<LookupResult> =>
  lookUp(parts, { workspace, from: user, people, groups, channel, named });

type Whole = {
  readonly first: TypedShoutout;
  readonly nameless: readonly string[];
  /** What it began with. */
  readonly word: string;
};

/** Checks, and gives at once; what stands against it opens the form, or says what to do. */
async function whole(
  parts: ShoutoutDeps,
  question: Command,
  { first, nameless, word }: Whole,
): Promise<Reply> {
  const content = parts.content();
  const left = timeLeft();
  const facts = await withTimeout(factsFor(parts, question, first, nameless), lookupTimeout);
  const draft = typedDraft(parse(parts, question.raw, facts.nameOf), channelOf(question));
  const { thanks, problems, leftOut, found } = await reviewDraft(content, draft, facts);
  const typed = typedAgain(word, question.raw, facts.nameOf);
  const { obstacle } = facts;
  if (!thanks || found.length > 0) {
    const notes = [
      ...problems.map((problem) => problemText(content, problem, { facts, draft })),
      ...(found.length > 0 ? [content.words('shoutout.found', { items: found.join(' · ') })] : []),
      ...(obstacle ? [content.words(`shoutout.hindered.${obstacle}`)] : []),
    ];
    const begun = obstacle ? withoutChannel(draft) : draft;
    const about = { found: [...found] };
    return formReply(content, withGroups(begun, facts), { notes, about, typed });
  }
  if (obstacle) return obstacleMessage(content, obstacle, { draft, typed });
  const { workspace, dedupeKey: press, channel } = question;
  const giving = giveThanks(parts, {
    ...{ workspace, giver: facts.giver, press, channel, thanks, left },
  });
  const outcome = await withTimeout(giving, left() + 100).catch((error: unknown) => {
    parts.log.error({ err: error }, 'a shout-out could not be given');
    return undefined;
  });
  if (!outcome) {
    const unsure = prose([{ text: content.words('shoutout.given.unsure') }]);
    return message([unsure, ...typedTextBlock(content, typed)]);
  }
  if (outcome.kind === 'blocked')
    return obstacleMessage(content, outcome.blockedBy, { draft, typed });
  return outcomeMessage(content, outcome, { leftOut, typed });
}

function withoutChannel({ channel: _, ...draft }: FormDraft): FormDraft {
  return draft;
}

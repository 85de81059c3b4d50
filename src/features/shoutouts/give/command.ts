import { isDirectMessage } from '../../../ports/slack.ts';
import type {
  CareCommand,
  CareHandler,
  Command,
  CommandHandler,
  ModalReply,
  Reply,
} from '../../../slack/router/feature.ts';
import { withTimeout } from '../../../slack/router/with-timeout.ts';
import { paragraph } from '../../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../../slack/ui/failure.ts';
import { within } from '../../../slack/ui/limits.ts';
import { type Message, message } from '../../../slack/ui/message.ts';
import { escapeMrkdwn, typedText } from '../../../slack/ui/mrkdwn.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { joiningWords, memoized } from '../parse/joining-words.ts';
import { parseShoutout, type TypedShoutout } from '../parse/parse-shoutout.ts';
import type { NameOf } from '../parse/references.ts';
import { skillsOf, skillTitle } from '../parse/skill-names.ts';
import { type FormDraft, typedDraft } from './draft.ts';
import { resultView, shoutoutForm, waitingView } from './form.ts';
import { giveThanks, lookupTimeout, replyDeadline, replyGrace } from './give.ts';
import { guestsOffLater, guestsOffParts, isGuestRefused } from './guests-off.ts';
import { findUnnamed, type LookupResult, lookUp } from './lookup.ts';
import { maxEchoLength, problemText, tooManyNotes, unknownSkill } from './problem-texts.ts';
import { formReply, obstacleMessage, outcomeMessage } from './replies.ts';
import { reviewDraft, withGroups } from './review-draft.ts';

/** `/shoutout …`: gives it if it is complete, otherwise opens the form with what was typed. */
export const shoutoutCommand =
  (deps: ShoutoutDeps): CommandHandler =>
  (command) =>
    answer(deps, command, '/shoutout');

/** `/care shoutout …`, or the same in a mention. */
export const careShoutout =
  (deps: ShoutoutDeps): CareHandler =>
  (command) =>
    answer(deps, command, typedWord(command));

/** The word for the command as it was typed. */
const typedWord = ({ line, text }: CareCommand): string =>
  line.slice(0, line.length - text.length).trim();

const startsWithPeople = memoized(
  ({ to }) =>
    new RegExp(`^(?:(?:a lot|so much|very much|you|${to}|,|:)\\s*)*<(?:@[UW]|!subteam\\^)`, 'i'),
);

/** "thanks to @ana …". Without a mention it is a search, as in "thanks for the chocolates". */
export const careThanks =
  (deps: ShoutoutDeps): CareHandler =>
  (command) => {
    const { raw } = command;
    if (!startsWithPeople(joiningWords(deps.content().grammars)).test(raw)) return undefined;
    const people = raw.indexOf('<');
    const words = `${typedWord(command)} ${raw.slice(0, people)}`.trim();
    return answer(deps, { ...command, raw: raw.slice(people) }, words);
  };

/** A card needs a channel, so there is none in a direct message. */
const channelOf = ({ channel }: Command) => (isDirectMessage(channel) ? undefined : channel);

const draftOf = (deps: ShoutoutDeps, command: Command, { nameOf }: LookupResult): FormDraft =>
  typedDraft(parse(deps, command.raw, nameOf), channelOf(command), command.isMention);

const noNames: NameOf = () => undefined;

async function answer(deps: ShoutoutDeps, command: Command, word: string): Promise<Reply> {
  const content = deps.content();
  const { raw } = command;
  const typed = retypable(word, raw, noNames);
  const parsed = parse(deps, raw, noNames);
  const unnamed = findUnnamed(raw);
  const isComplete = parsed.missing.every(
    (field) => field === 'skill' && parsed.unknownSkill === '',
  );
  if (isComplete) return giveTyped(deps, command, { parsed, unnamed, word });
  const draft = typedDraft(parsed, channelOf(command), command.isMention);
  const notes = missingNotes(deps, parsed, typed);
  const opening = formReply(content, draft, { notes, typed: parsed.text ? typed : '' });
  if (!('open' in opening)) return opening;
  const insteadNamed = unnamed.length > 0 ? namedLater(deps, command, { notes, word }) : undefined;
  const hasUnnamedInText = unnamed.some((id) => !parsed.people.includes(id));
  const needsLookup = parsed.groups.length > 0 || hasUnnamedInText;
  const filled = needsLookup
    ? filledLater(deps, command, { opening, notes, unnamed, typed })
    : { ...opening, fill: guestsOffLater(deps, command, typed) };
  return { ...filled, insteadNamed };
}

/** The message for where no form opens, with the names of everybody mentioned. */
const namedLater =
  (
    deps: ShoutoutDeps,
    command: Command,
    { notes, word }: { readonly notes: readonly string[]; readonly word: string },
  ) =>
  async (): Promise<Message> => {
    const content = deps.content();
    const named = async () => {
      const parsed = parse(deps, command.raw, noNames);
      return (await lookUpParsed(deps, command, parsed, findUnnamed(command.raw))).nameOf;
    };
    const nameOf = await withTimeout(named(), lookupTimeout).catch(() => noNames);
    const parsed = parse(deps, command.raw, nameOf);
    const typed = parsed.text ? retypable(word, command.raw, nameOf) : '';
    const reply = formReply(content, typedDraft(parsed, channelOf(command), command.isMention), {
      notes,
      typed,
    });
    return 'open' in reply ? reply.instead : reply;
  };

const personMention = /<@(?<id>[UW][A-Z0-9]*)(?:\|[^<>]*)?>/g;

/** The command as the person would type it again, with names instead of known ids. */
function retypable(word: string, raw: string, nameOf: NameOf): string {
  const named = raw.replace(personMention, (mention, id: string) => {
    const name = nameOf(id);
    return name ? `@${escapeMrkdwn(name)}` : mention;
  });
  return `${word} ${typedText(named)}`.trim();
}

/** Notes on the missing parts; none if nothing was typed. */
function missingNotes(deps: ShoutoutDeps, parsed: TypedShoutout, typed: string): readonly string[] {
  const { words } = deps.content();
  if (parsed.unknownSkill) return [unknownSkill(deps.content(), parsed.unknownSkill)];
  const { severalSkills, suggestedSkill, unknownPeople } = parsed;
  const titles = severalSkills.map((id) => skillTitle(deps.content(), id));
  const isEmpty = parsed.missing.length === 3 && !typed.includes(' ');
  if (isEmpty) return [];
  return parsed.missing.map((field) => {
    if (field === 'people' && unknownPeople)
      return words('shoutout.wrong.unknown-name', { name: within(maxEchoLength, unknownPeople) });
    if (field === 'skill' && titles.length > 0)
      return words('shoutout.wrong.several-skills', { skills: titles.join(', ') });
    if (field === 'skill' && suggestedSkill)
      return words('shoutout.missing.suggested', {
        skill: skillTitle(deps.content(), suggestedSkill),
      });
    return words(`shoutout.missing.${field}`);
  });
}

function parse(deps: ShoutoutDeps, raw: string, nameOf: NameOf): TypedShoutout {
  const content = deps.content();
  const { words } = content;
  const hidden = { person: words('shoutout.hidden.person'), channel: words('hidden.channel') };
  const joining = joiningWords(content.grammars);
  return parseShoutout({ skills: skillsOf(content), nameOf, hidden, joining }, raw);
}

type Opening = {
  readonly opening: ModalReply;
  readonly notes: readonly string[];
  readonly unnamed: readonly string[];
  readonly typed: string;
};

/** Opens a waiting view, then fills in the members of groups and the names of ids in the text. */
function filledLater(
  deps: ShoutoutDeps,
  command: Command,
  { opening, notes, unnamed, typed }: Opening,
): ModalReply {
  const content = deps.content();
  return {
    open: waitingView(content),
    fill: async () => {
      const facts = await lookUpParsed(deps, command, parse(deps, command.raw, noNames), unnamed);
      if (isGuestRefused(facts)) return resultView(content, guestsOffParts(content, typed));
      const draft = withGroups(draftOf(deps, command, facts), facts);
      const countNotes = tooManyNotes(content, facts.tooMany ?? draft.people.length);
      return shoutoutForm(content, draft, { notes: [...countNotes, ...notes] });
    },
    instead: opening.instead,
  };
}

const lookUpParsed = (
  deps: ShoutoutDeps,
  { workspace, user, channel }: Command,
  { people, groups }: TypedShoutout,
  named: readonly string[],
): Promise<LookupResult> => lookUp(deps, { workspace, from: user, people, groups, channel, named });

type Typed = {
  readonly parsed: TypedShoutout;
  readonly unnamed: readonly string[];
  /** The command word. */
  readonly word: string;
};

/** Gives a complete shout-out. Problems open the form; an obstacle is answered with other ways. */
async function giveTyped(
  deps: ShoutoutDeps,
  command: Command,
  { parsed, unnamed, word }: Typed,
): Promise<Reply> {
  const content = deps.content();
  const remaining = replyDeadline();
  const facts = await withTimeout(lookUpParsed(deps, command, parsed, unnamed), lookupTimeout);
  const draft = draftOf(deps, command, facts);
  if (isGuestRefused(facts))
    return message(guestsOffParts(content, retypable(word, command.raw, facts.nameOf)));
  const { thanks, problems, leftOut, customerData } = await reviewDraft(content, draft, facts);
  const typed = retypable(word, command.raw, facts.nameOf);
  const { obstacle } = facts;
  if (!thanks || customerData.length > 0) {
    const items = customerData.join(' · ');
    const notes = [
      ...problems.map((problem) => problemText(content, problem, { facts, draft })),
      ...(items ? [content.words('shoutout.found', { items })] : []),
      ...(items && command.isMention ? [content.words('shoutout.found-in-mention')] : []),
      ...(obstacle ? [content.words(`shoutout.hindered.${obstacle}`)] : []),
    ];
    const prefilled = withGroups(obstacle ? withoutChannel(draft) : draft, facts);
    const about = { found: [...customerData] };
    return formReply(content, prefilled, { notes, about, typed });
  }
  if (obstacle) return obstacleMessage(content, obstacle, { draft, typed });
  const { workspace, dedupeKey, channel } = command;
  const giving = giveThanks(deps, {
    workspace,
    giver: facts.giver,
    dedupeKey,
    channel,
    inPublicChannel: facts.inPublicChannel,
    byMention: command.isMention,
    thanks,
    remaining,
  });
  const outcome = await withTimeout(giving, remaining() + replyGrace).catch((error: unknown) => {
    deps.log.error({ err: error }, 'could not give a shout-out');
    return undefined;
  });
  if (!outcome) {
    const unsure = paragraph(content.words('shoutout.given.unsure'));
    return message([unsure, ...typedTextBlock(content.words, typed)]);
  }
  if (outcome.kind === 'blocked')
    return obstacleMessage(content, outcome.blockedBy, { draft, typed });
  return outcomeMessage(content, outcome, { leftOut, typed, isMention: command.isMention });
}

function withoutChannel({ channel: _, ...draft }: FormDraft): FormDraft {
  return draft;
}

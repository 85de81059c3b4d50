import {
  type Content,
  inEachLanguage,
  type Recognized,
  type SearchResult,
  type Signpost,
} from '../../content/content.ts';
import type { Entry } from '../../content/entry.ts';
import {
  type ButtonSpec,
  buttons,
  choices,
  contextBlock,
  divider,
  heading,
  paragraph,
  quotation,
} from '../../slack/ui/blocks.ts';
import { joinMessages, type Message, message, type Part } from '../../slack/ui/message.ts';
import type { Found } from './find.ts';
import { otherLanguageLines } from './message.ts';
import { menuButton } from './page.ts';
import { peekButton, readButton, routes, type SignpostRef } from './routes.ts';

/** Two dangers can be in one question; more would bury the first. */
const maxSafety = 2;

/**
 * The signposts to show for a question: those for safety, or else one for an everyday matter. They
 * are looked for in the language in which it was `asked`, too; a call for help in every language that
 * doesn't take the question for one in another. Of two readings of a call the more urgent counts, by
 * the order of the content: words may be spelt alike.
 */
export function signpostsFor(content: Content, question: string, asked?: Content): Recognized {
  const named = (calls: readonly Signpost[]): readonly Signpost[] => [
    ...new Set(calls.map((one) => content.signposts.all.find(({ id }) => id === one.id) ?? one)),
  ];
  const [first, second] = [content, asked].map((one) => one?.signposts.recognize(question));
  const found = named([...(first?.calls ?? []), ...(second?.calls ?? [])]);
  const elsewhere = named(
    content.others
      .filter((other) => other !== asked)
      .flatMap((other) => {
        const { calls } = other.signposts.recognize(question);
        return calls.length > 0 && !other.otherLanguage(question) ? calls : [];
      }),
  );
  // Another language's own signposts come last.
  const rank = (one: Signpost) => {
    const { all } = content.signposts;
    return all.includes(one) ? all.indexOf(one) : all.length;
  };
  const urgency = (calls: readonly Signpost[]) => Math.min(...calls.map(rank));
  const [ownCalls, otherCalls] = [found.filter(isSafety), elsewhere.filter(isSafety)];
  const calls = urgency(otherCalls) < urgency(ownCalls) ? otherCalls : ownCalls;
  return {
    calls: calls.length > 0 ? calls.slice(0, maxSafety) : found.slice(0, 1),
    mayBeMeant: (second ?? first)?.mayBeMeant ?? [],
  };
}

const isSafety = ({ kind }: Signpost): boolean => kind === 'safety';

/**
 * Asks below an answer without signposts for safety whether somebody is in danger, where that is
 * possible but not likely enough to say so first. Who types the name of an entry wants the entry.
 */
export function withDangerButton(
  content: Content,
  [first, second]: readonly Signpost[],
  { unknown, isName }: Pick<Found, 'unknown' | 'isName'>,
  answer: Message,
): Message {
  if (unknown || isName || !first) return answer;
  const open = routes.danger.button({
    label: content.words('signpost.danger'),
    value: second ? { first: first.id, second: second.id } : { first: first.id },
  });
  return joinMessages(answer, message(choices([open])));
}

/** The signposts for safety with these ids, in the reader's language if that has them. */
export function safetyNamed(content: Content, { first, second }: SignpostRef): readonly Signpost[] {
  const all = inEachLanguage(content).flatMap(({ signposts }) => signposts.all.filter(isSafety));
  return [first, second].flatMap((id) => all.find((one) => one.id === id) ?? []);
}

/**
 * Signposts for safety. What is pressed below them opens in a message of its own, so that they stay,
 * and none of it can be shared. Below what saves a life, weak guesses are noise; a sure entry is
 * not, unless the signposts name none, as for the person who thinks of suicide.
 */
export function safetyMessage(
  content: Content,
  signposts: readonly Signpost[],
  { result, unknown }: Pick<Found, 'result' | 'unknown'>,
): Message {
  const named = signposts.flatMap(({ guidelines }) => guidelines);
  const isNew = named.length > 0 && result.kind === 'entry' && !named.includes(result.entry.id);
  return message([
    ...signposts.flatMap((signpost) => signpostParts(content, signpost, peekButton)),
    ...(isNew
      ? [contextBlock(content.words('signpost.also')), ...choices([peekButton(result.entry)])]
      : []),
    ...(unknown ? otherLanguageLines(content, unknown).map(paragraph) : []),
  ]);
}

/** Signposts for everyday matters above what else was found, or with the menu where nothing was. */
export function signpostMessage(
  content: Content,
  signposts: readonly Signpost[],
  { kind }: SearchResult,
  found?: Message,
): Message {
  const { words } = content;
  const parts = signposts.flatMap((signpost) => signpostParts(content, signpost, readButton));
  if (!found) return message([...parts, buttons([menuButton(content)])]);
  // The nearest entries have a line of their own above them.
  const lead = kind === 'entry' ? [contextBlock(words('signpost.also'))] : [];
  return joinMessages(message([...parts, divider(), ...lead]), found);
}

function signpostParts(
  { library, words }: Content,
  { kind, title, now, next, guidelines }: Signpost,
  open: (entry: Entry) => ButtonSpec,
): Part[] {
  const entries = guidelines.flatMap((id) => library.find(id) ?? []);
  return [
    contextBlock(words(`signpost.${kind}`)),
    heading(title),
    quotation('', [{ text: now, style: 'bold' }]),
    paragraph(next),
    ...(entries.length > 0
      ? [
          contextBlock(words(`signpost.after-${kind}`)),
          ...choices(entries.map((entry) => open(entry))),
        ]
      : []),
  ];
}

import { type Grammar, scopeOf } from '../../i18n/grammar.ts';
import { plainPhrase } from '../../i18n/phrases.ts';
import { asTyped, type Reading } from '../../i18n/rewriting.ts';
import { readingsIn } from '../../i18n/understand.ts';
import { isWithinEdits } from '../../text/edit-distance.ts';
import { emojiSpans } from '../../text/emoji.ts';
import { normalizeTyped, signTest, tailOf, withoutMarks } from '../../text/normalize.ts';
import type { CareCommand, CareHandler, Command, Feature, Reply, Suggested } from './feature.ts';

export type CareReply = {
  /** The command word that answered, or `search`; for the log. */
  readonly route: string;
  readonly reply: Reply;
};

/** A colon (of no emoji), comma or dash after the mention, or the command typed once more. */
const clutter = /^(?:(?::(?![a-z0-9_+'-]+:)|[,-])\s*|\/care(?![\w-])\s*)+/i;

/** The first word, with the marks around it, and what follows. */
const firstWord = /^(?<word>\S*)\s*/;

/** Characters. A shorter word may be another one with a typo: "tips" and "trips". */
const shortestTypo = 6;

/** Characters. A shorter word is not even offered as a command with a typo. */
const shortestOffer = 4;

/** Characters. Nothing longer is a command word with a typo. */
const longestTypo = 60;

/** Characters. No command that lacks its first words is longer. */
const longestBare = 60;

/** How many lines are kept as they were read, and of how many characters at most. */
const [mostKept, longestKept] = [500, 60];

type CommandWords = readonly (readonly [typed: string, handled: string])[];

/** A command word as the handlers have it, and what follows. */
type Line = { readonly word: string; readonly prefix?: string; readonly rest: string };

type SplitLine = (text: string) => Line | undefined;

/** A line without its polite words, and what it is for each way to read it. */
type ReadLine = { readonly said: string; readonly lines: readonly (Line | undefined)[] };

/**
 * The grammar of `/care`: a command word with arguments that fit it; everything else is a search.
 * Quotation marks, stars and sentence marks around a command don't matter. A single word that is
 * one typo away from a command word counts as that command word, and "tips help" as "help tips". A
 * short one is searched for, and the search gets the command word to offer. Polite words at the
 * ends of a command are left out, other than in thanks.
 * A line may be in any of the languages of `grammars`; the first that fits counts.
 */
export function careCommand(
  features: readonly Feature[],
  search: (command: Command) => Reply | Promise<Reply>,
  grammars: () => readonly Grammar[],
): (command: Command) => Promise<CareReply> {
  const handlers = new Map<string, CareHandler>(
    features.flatMap(({ care = {} }) => Object.entries(care)),
  );
  /** A line that may lack its first words. */
  const readingsOfBare = (line: string): readonly Reading[] =>
    line.length > longestBare
      ? []
      : (['tips', 'dates'] as const).flatMap((scope) => readingsIn(grammars(), scope, line));
  const hints = features.flatMap(({ hint }) => hint ?? []);
  const ownWords: CommandWords = [...handlers.keys()].map((word) => [word, word]);
  const wordsByGrammar = new WeakMap<Grammar, CommandWords>();
  /** The command words of the reader's language and of English, with their handlers'. */
  const commandWords = (): CommandWords => {
    const [grammar] = grammars();
    if (!grammar) return ownWords;
    const known = wordsByGrammar.get(grammar) ?? [...ownWords, ...grammar.commands];
    wordsByGrammar.set(grammar, known);
    return known;
  };
  const correctTypo = (typed: string): string => {
    if (typed.length > longestTypo) return typed;
    const plain = plainPhrase(typed);
    const near = commandWords().find(
      ([word]) => word.length >= shortestTypo && isWithinEdits(plain, word, 1),
    );
    return near?.[1] ?? typed;
  };
  const offerFor = (typed: string): string | undefined => {
    const plain = typed.length > longestTypo ? '' : plainPhrase(typed);
    if (plain.length < shortestOffer) return undefined;
    return commandWords().find(
      ([word]) => word !== plain && word[0] === plain[0] && isWithinEdits(plain, word, 1),
    )?.[0];
  };
  const splitWithTypo = (text: string): Line => {
    const { word, rest } = split(text);
    const isAlone = withoutMarks(rest) === '';
    return { word: isAlone && !handlers.has(word) ? correctTypo(word) : word, rest };
  };
  const readBefore = new WeakMap<readonly Grammar[], Map<string, ReadLine>>();
  /** A search, or a command alone, is read once for all who type it. */
  const readLine = (
    languages: readonly Grammar[],
    splits: readonly SplitLine[],
    typed: string,
  ): ReadLine => {
    const known = readBefore.get(languages) ?? new Map<string, ReadLine>();
    readBefore.set(languages, known);
    const before = known.get(typed);
    if (before) return before;
    const read = readAnew(languages, splits, typed);
    const hasArguments = read.lines.some((line) => line && handlers.has(line.word) && line.rest);
    if (hasArguments || typed.length > longestKept) return read;
    if (known.size >= mostKept) known.clear();
    known.set(typed, read);
    return read;
  };
  const answer = async (name: string, command: CareCommand): Promise<Reply | undefined> =>
    handlers.get(name)?.(command);
  return async (command) => {
    const text = withoutClutter(command.text);
    const typed = withoutEmoji(text);
    const languages = grammars();
    const splits = [...languages.map((grammar) => grammar.command), splitWithTypo];
    const { said, lines } = readLine(languages, splits, typed);
    const tried = new Set<string>();
    for (const [at, splitAs] of splits.entries()) {
      const found = lines[at];
      if (!found || !handlers.has(found.word)) continue;
      const { word, prefix = '', rest } = found;
      // "please thank Ana" is no command, so that nobody's words are changed.
      if (said !== typed && thanks.has(word)) continue;
      const given = trimmed(rest);
      const line = trimmed(said);
      const readings = readingsIn(languages, scopeOf(word, prefix), given).map((one) =>
        behind(prefix, one, line),
      );
      const key = [word, prefix, given].join('\0');
      if (tried.has(key)) continue;
      tried.add(key);
      const asked = readingsIn(languages, 'help', given).some((one) => asksForHelp.test(one.text));
      const topic = { text: word, raw: word, line, readings: [asTyped(word)] };
      const help = asked ? await answer('help', { ...command, ...topic }) : undefined;
      if (help) return { route: 'help', reply: help };
      const raw = rawRest(command.raw, splitAs);
      const reply = await answer(word, { ...command, text: given, raw, line, readings });
      if (reply) return { route: word || 'menu', reply };
    }
    const suggest = (): Suggested => {
      const { word, rest } = split(said);
      const [hint] = hints.flatMap((find) => find(readingsOfBare(trimmed(said))) ?? []);
      return { hint, meant: withoutMarks(rest) === '' ? offerFor(word) : undefined };
    };
    return { route: 'search', reply: await search({ ...command, text, suggest }) };
  };
}

function readAnew(
  languages: readonly Grammar[],
  splits: readonly SplitLine[],
  typed: string,
): ReadLine {
  const typedLines = splits.map((splitAs) => splitAs(typed));
  const isThanks = typedLines.some((line) => line && thanks.has(line.word));
  const said = isThanks ? typed : withoutPolite(languages, typed);
  return { said, lines: said === typed ? typedLines : splits.map((splitAs) => splitAs(said)) };
}

/** Commands whose words are kept as they were typed. */
const thanks: ReadonlySet<string> = new Set(['shoutout', 'thanks']);

/** All of it if nothing else is left. */
const withoutPolite = (grammars: readonly Grammar[], line: string): string =>
  grammars.reduce((text, grammar) => grammar.withoutPolite(text) || text, trimmed(line));

/** With the arguments that the words for the command hold: "mis consejos" is "tips me". */
const behind = (prefix: string, reading: Reading, line: string): Reading =>
  prefix === ''
    ? reading
    : {
        ...reading,
        text: `${prefix} ${reading.text}`.trim(),
        typed: (part) => (part.startsWith(prefix) ? line : reading.typed(part)),
      };

const withoutClutter = (text: string): string => text.trimStart().replace(clutter, '');

function split(text: string): Line {
  const found = firstWord.exec(text);
  return {
    word: withoutMarks(found?.groups?.word ?? '').toLowerCase(),
    rest: text.slice(found?.[0].length),
  };
}

/** "help" behind a command word, or behind "me" in "tips me help". */
const asksForHelp = /^(?:me )?help$/i;

const isClosing = signTest('.,!?;:"\'*_~`');

/** Arguments without the marks that close a sentence, or the quotes of the whole command. */
function trimmed(rest: string): string {
  let end = rest.length;
  while (end > 0 && isClosing(rest, end - 1)) end -= 1;
  return rest.slice(0, end);
}

/** The written text behind the command word: `raw` is escaped and not normalised. */
function rawRest(raw: string, splitAs: SplitLine): string {
  const text = withoutClutter(normalizeTyped(raw));
  const { rest } = splitAs(text) ?? split(text);
  return tailOf(raw, rest.length).trim();
}

/** The words between the emoji; all of it if there are only emoji. */
function withoutEmoji(text: string): string {
  if (!text.includes(':')) return text;
  const words = emojiSpans(text).flatMap((span) => ('text' in span ? [span.text] : []));
  return words.join(' ').trim() || text;
}

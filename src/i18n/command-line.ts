import { withoutMarks } from '../text/normalize.ts';
import { type Phrases, phraseAt, wordsOf } from './phrases.ts';

/** A command, in English, and its arguments as typed. */
export type CommandLine = {
  readonly word: string;
  /** Arguments that the words for the command hold, in English; empty for none. */
  readonly prefix: string;
  readonly rest: string;
};

/** Characters in which the words for a command are. */
const maxCommandLength = 80;

/** Marks that a command ends with, and then a space or nothing. */
const endOfCommand = /^["'*_~`.,:;!?)]*(?:\s+|$)/;

/** The command that a line begins with; `commands` are the phrases for them. */
export function commandAt(commands: Phrases, line: string): CommandLine | undefined {
  const words = wordsOf(line.slice(0, maxCommandLength));
  const phrase = phraseAt(commands, line, words, 0);
  const [first, last] = [words[0], words[(phrase?.words.length ?? 0) - 1]];
  if (!phrase || !first || !last || withoutMarks(line.slice(0, first.start)) !== '')
    return undefined;
  const behind = line.slice(last.end);
  const end = endOfCommand.exec(behind);
  if (!end) return undefined;
  const [word = '', ...prefix] = phrase.meaning.split(' ');
  return { word, prefix: prefix.join(' '), rest: behind.slice(end[0].length) };
}

/** Whether several words stand for the command, as in "delete my data"; a line ends with its text. */
export const isPhrase = ({
  line,
  text,
}: {
  readonly line: string;
  readonly text: string;
}): boolean => /\s/.test(line.slice(0, line.length - text.length).trim());

import type { Message } from '../../slack/ui/message.ts';
import type { Content } from './rendered.ts';

/** A company asks in a few hundred ways; a shift's worth of them is kept. */
const mostAnswers = 500;

/** Gives the answer to a question that was asked lately again: with the same content it is the same. The oldest is forgotten first. */
export function recentAnswers(): (
  content: Content,
  question: string,
  answer: () => Message,
) => Message {
  let answers = new Map<string, Message>();
  let answersOf: Content | undefined;
  return (content, question, answer) => {
    if (answersOf !== content) {
      answers = new Map();
      answersOf = content;
    }
    const found = answers.get(question) ?? answer();
    answers.delete(question);
    answers.set(question, found);
    const [oldest] = answers.keys();
    if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest);
    return found;
  };
}

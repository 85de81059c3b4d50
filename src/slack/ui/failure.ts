import type { ModalView } from '@slack/types';
import type { Translate } from '../../i18n/catalogue.ts';
import type { PlainKey } from '../../i18n/keys.ts';
import { contextBlock, paragraph, verbatim } from './blocks.ts';
import { joinMessages, type Message, message, type Part } from './message.ts';
import { infoView } from './views.ts';

/** A person's own text to copy; nothing if there is none. */
export const typedTextBlock = (words: Translate, typed: string | undefined): Part[] =>
  typed ? [verbatim(words('failure.yours'), typed)] : [];

type FailureKey = Extract<PlainKey, `failure.${string}`>;

/** By which whoever runs the app finds the request in the log. */
const referenceBlock = (words: Translate, reference: string | undefined): Part[] =>
  reference ? [contextBlock(words('failure.reference', { reference }))] : [];

/** An answer with the reference of its request, if there is one to name. */
export function withReference(
  words: Translate,
  answer: Message,
  reference: string | undefined,
): Message {
  return reference ? joinMessages(answer, message(referenceBlock(words, reference))) : answer;
}

/** The same for a form or an answer in a modal. */
export function viewWithReference(
  words: Translate,
  view: ModalView,
  reference: string | undefined,
): ModalView {
  const blocks = message(referenceBlock(words, reference)).blocks;
  return reference ? { ...view, blocks: [...view.blocks, ...blocks] } : view;
}

/**
 * Says what happened and what to do next, with the text that was `typed`, if any, to copy; with a
 * `reference` if something failed that an administrator may look into.
 */
export function failureMessage(
  words: Translate,
  typed: string,
  key: FailureKey = 'failure.apology',
  reference?: string,
): Message {
  return message([
    paragraph(words(key)),
    ...typedTextBlock(words, typed),
    ...referenceBlock(words, reference),
  ]);
}

/** Replaces a form that was not processed: why, and all that was typed, to copy. */
export function failureView(
  words: Translate,
  title: string,
  typed: string,
  key: FailureKey = 'failure.unsure',
  reference?: string,
): ModalView {
  return infoView(title, words('form.close'), [
    paragraph(words(key)),
    ...typedTextBlock(words, typed),
    ...referenceBlock(words, reference),
  ]);
}

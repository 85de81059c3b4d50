import {
  isArgumentElement,
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import type { Message } from './message-format.ts';

/** Throws if the message is not valid ICU. */
export function parseMessage(text: string): Message {
  const elements = parse(text, { ignoreTag: true });
  if (!elements.every(isSupported)) {
    throw new Error('only {value}, select and plural are supported');
  }
  return elements;
}

/** The names of the values that a message uses. */
export const namesIn = (message: Message): ReadonlySet<string> => new Set(message.flatMap(namesOf));

/**
 * Dates, numbers and the like may be valid and yet fail when they are formatted; no text needs
 * them.
 */
function isSupported(element: MessageFormatElement): boolean {
  if (isSelectElement(element) || isPluralElement(element)) {
    return nested(element).every(isSupported);
  }
  return isLiteralElement(element) || isArgumentElement(element) || isPoundElement(element);
}

function namesOf(element: MessageFormatElement): string[] {
  if (isLiteralElement(element) || isPoundElement(element)) return [];
  return [element.value, ...nested(element).flatMap(namesOf)];
}

function nested(element: MessageFormatElement): readonly MessageFormatElement[] {
  if (!isSelectElement(element) && !isPluralElement(element)) return [];
  return Object.values(element.options).flatMap(({ value }) => value);
}

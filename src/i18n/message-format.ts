import {
  isArgumentElement,
  isLiteralElement,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

/** A parsed ICU message, as JSON. */
export type Message = readonly MessageFormatElement[];

/** Inserts values into a message. */
export type MessageFormat = (values: Readonly<Record<string, string | number>>) => string;

/** Most messages only insert values; an `IntlMessageFormat` is far slower to create. */
export function messageFormat(message: Message, language: string): MessageFormat {
  const simple = message.filter(
    (element) => isLiteralElement(element) || isArgumentElement(element),
  );
  if (simple.length < message.length) {
    const intl = new IntlMessageFormat([...message], language);
    return (values) => String(intl.format(values));
  }
  return (values) =>
    simple
      .map((element) => (isLiteralElement(element) ? element.value : values[element.value]))
      .map(String)
      .join('');
}

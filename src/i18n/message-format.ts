import {
  isArgumentElement,
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

type Values = Readonly<Record<string, string | number>>;

/** A parsed ICU message. */
export type MessageFormat = {
  /** The names of the values that it uses. */
  readonly names: ReadonlySet<string>;
  readonly format: (values: Values) => string;
};

/**
 * Throws if the message is not valid ICU. Most messages only insert values; an `IntlMessageFormat`
 * is far slower to create, so the others get theirs when they are first formatted.
 */
export function messageFormat(message: string, language: string): MessageFormat {
  const elements = parse(message, { ignoreTag: true });
  if (!elements.every(isSupported)) {
    throw new Error('only {value}, select and plural are supported');
  }
  const names = new Set(elements.flatMap(namesIn));
  const simple = elements.filter(
    (element) => isLiteralElement(element) || isArgumentElement(element),
  );
  if (simple.length === elements.length) {
    const format = (values: Values) =>
      simple
        .map((element) => (isLiteralElement(element) ? element.value : values[element.value]))
        .map(String)
        .join('');
    return { names, format };
  }
  let intl: IntlMessageFormat | undefined;
  return {
    names,
    format: (values) => {
      intl ??= new IntlMessageFormat(elements, language);
      return String(intl.format(values));
    },
  };
}

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

function namesIn(element: MessageFormatElement): string[] {
  if (isLiteralElement(element) || isPoundElement(element)) return [];
  return [element.value, ...nested(element).flatMap(namesIn)];
}

function nested(element: MessageFormatElement): readonly MessageFormatElement[] {
  if (!isSelectElement(element) && !isPluralElement(element)) return [];
  return Object.values(element.options).flatMap(({ value }) => value);
}

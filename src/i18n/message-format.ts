import { IntlMessageFormat } from 'intl-messageformat';

type GivenValues = Readonly<Record<string, string | number>>;

/** One ICU message: the names it wants values for, and its words with the values filled in. */
export type MessageFormat = {
  readonly names: ReadonlySet<string>;
  readonly say: (values: GivenValues) => string;
};

/** What the parser gives for each part of a message: text, a value, or a choice with messages of its own. */
type Element = {
  readonly type: number;
  readonly value: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
};

/** The parser's numbers for a piece of text, a value as it is, a choice, a plural, and the `#` inside that. */
const [text, plainValue, select, plural, pound] = [0, 1, 5, 6, 7];

/**
 * Throws where the message is not ICU. Plural and other rules are loaded when a message that needs them is first said: they take
 * longer than everything else here, and most messages have none.
 */
export function messageFormat(message: string, language: string): MessageFormat {
  const options = { ignoreTag: true };
  const elements = (IntlMessageFormat.__parse?.(message, options) ?? []) as unknown as Element[];
  if (!elements.every(isUnderstood))
    throw new Error('only {value}, select and plural are understood');
  const names = new Set(elements.flatMap(namesIn));
  if (elements.every(({ type }) => type === text || type === plainValue)) {
    const fill = ({ type, value }: Element, values: GivenValues) =>
      type === text ? value : String(values[value]);
    return { names, say: (values) => elements.map((element) => fill(element, values)).join('') };
  }
  let format: IntlMessageFormat | undefined;
  return {
    names,
    say: (values) => {
      format ??= new IntlMessageFormat(message, language, undefined, options);
      return String(format.format(values));
    },
  };
}

/** Dates and currencies depend on settings that fail only when they are said; no text here needs them. */
function isUnderstood({ type, options = {} }: Element): boolean {
  const inside = Object.values(options).flatMap((option) => option.value);
  return [text, plainValue, select, plural, pound].includes(type) && inside.every(isUnderstood);
}

function namesIn({ type, value, options = {} }: Element): string[] {
  const inside = Object.values(options).flatMap((option) => option.value.flatMap(namesIn));
  return type === text || type === pound ? inside : [value, ...inside];
}

import { emojiNames } from './emoji-names.ts';

/** A part of a text: other text, or an emoji by Slack's name. */
export type EmojiSpan =
  | { readonly text: string }
  | { readonly emoji: string; readonly skinTone?: number };

/** `:tada:`, `:clap::skin-tone-3:`. No time of day: `10:30:45` has a digit before its colon. */
const code = /(?<![\p{L}\p{N}]):(?<name>[a-z0-9_+'-]{1,60})(?:::skin-tone-(?<tone>[2-6]))?:/gu;
/** Slack's tone 2 is Unicode's first. */
const firstTone = 0x1f3fb - 2;

let characters: ReadonlyMap<string, string> | undefined;

/** Emoji by name; read when the first code comes, as most texts have none. */
function emojiCharacters(): ReadonlyMap<string, string> {
  characters ??= new Map(
    emojiNames
      .trim()
      .split(/\s+/)
      .flatMap((record) => {
        const equals = record.lastIndexOf('=');
        const names = record.slice(0, equals).split(',');
        return names.map((name): [string, string] => [name, asEmoji(record.slice(equals + 1))]);
      }),
  );
  return characters;
}

const isTextByDefault = /^(?!\p{Emoji_Presentation})\p{Emoji}$/u;

/** With the selector that characters need which are shown as text by default. */
const asEmoji = (character: string): string =>
  isTextByDefault.test(character) ? `${character}\ufe0f` : character;

/** The text with its `:codes:` apart. Codes that Slack does not have stay text. */
export function emojiSpans(text: string): readonly EmojiSpan[] {
  const spans: EmojiSpan[] = [];
  let end = 0;
  for (const { index, 0: match, groups } of text.matchAll(code)) {
    const { name = '', tone } = groups ?? {};
    if (!emojiCharacters().has(name)) continue;
    if (index > end) spans.push({ text: text.slice(end, index) });
    spans.push({ emoji: name, ...(tone ? { skinTone: Number(tone) } : {}) });
    end = index + match.length;
  }
  if (end < text.length) spans.push({ text: text.slice(end) });
  return spans;
}

/** The text with emoji in place of their `:codes:`, for places that show no codes. */
export function withEmoji(text: string): string {
  return emojiSpans(text)
    .map((span) => {
      if ('text' in span) return span.text;
      const character = emojiCharacters().get(span.emoji) ?? '';
      return span.skinTone === undefined
        ? character
        : character + String.fromCodePoint(firstTone + span.skinTone);
    })
    .join('');
}

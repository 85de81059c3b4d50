import { lexer, type Token, type Tokens } from 'marked';

/** A stretch of text in one style. Nothing in it is markup any more. */
export type Span = { readonly text: string; readonly style?: 'bold' | 'italic' };
export type Paragraph = readonly Span[];

/** What stands below one heading, in the order of the file. */
export type Section = {
  readonly heading: string;
  readonly depth: number;
  readonly paragraphs: readonly Paragraph[];
  readonly items: readonly Item[];
};

/** A list item and the quotation below it, if there is one. */
export type Item = { readonly text: Paragraph; readonly quote?: Paragraph };

/**
 * Reads the Markdown that `prompts/README.md` describes: headings, paragraphs, lists, bold and italic. Whatever else stands
 * there is kept as the text that was typed. The first section has no heading: it is what stands before the first one.
 */
export function sections(markdown: string): Section[] {
  const found: { heading: string; depth: number; paragraphs: Paragraph[]; items: Item[] }[] = [];
  let open = { heading: '', depth: 1, paragraphs: [] as Paragraph[], items: [] as Item[] };
  found.push(open);
  for (const token of lexer(markdown)) {
    if (token.type === 'space') continue;
    if (token.type === 'heading') {
      const { text, depth } = token as Tokens.Heading;
      open = { heading: text.trim(), depth, paragraphs: [], items: [] };
      found.push(open);
    } else if (token.type === 'list') {
      open.items.push(...(token as Tokens.List).items.map(item));
    } else {
      open.paragraphs.push(paragraph(token));
    }
  }
  return found;
}

function item({ tokens }: Tokens.ListItem): Item {
  const quote = tokens.find((token) => token.type === 'blockquote') as
    | Tokens.Blockquote
    | undefined;
  const text = join(tokens.filter((token) => token.type !== 'blockquote').map(paragraph));
  return quote ? { text, quote: join(quote.tokens.map(paragraph)) } : { text };
}

function join(paragraphs: readonly Paragraph[]): Paragraph {
  return paragraphs.flatMap((spans, index) => (index === 0 ? spans : [{ text: ' ' }, ...spans]));
}

function paragraph(token: Token): Paragraph {
  return 'tokens' in token && token.tokens
    ? token.tokens.flatMap(spans)
    : [{ text: fold(token.raw) }];
}

function spans(token: Token): Paragraph {
  if (token.type === 'strong') return [{ text: inner(token), style: 'bold' }];
  if (token.type === 'em') return [{ text: inner(token), style: 'italic' }];
  if (token.type === 'escape') return [{ text: (token as Tokens.Escape).text }];
  if (token.type === 'text' && 'tokens' in token && token.tokens)
    return token.tokens.flatMap(spans);
  if (token.type === 'br') return [{ text: ' ' }];
  return [{ text: fold(token.raw) }];
}

const inner = (token: Token): string => fold((token as Tokens.Strong).text);

/** Line ends inside a paragraph are only there for the author's eyes. */
const fold = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

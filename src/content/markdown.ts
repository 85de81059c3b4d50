/** A run of text in one style, without markup. */
type Span = { readonly text: string; readonly style?: 'bold' | 'italic' };
export type Paragraph = readonly Span[];

/** The paragraphs and list items below a heading, each in the order of the file. */
export type Section = {
  readonly heading: string;
  readonly depth: number;
  readonly paragraphs: readonly Paragraph[];
  readonly items: readonly Item[];
};

/** A list item, and the quotation below it if there is one. */
export type Item = { readonly text: Paragraph; readonly quote?: Paragraph };

const headingLine = /^(?<signs>#{1,6})\s+(?<heading>.*?)\s*#*$/;
const itemLine = /^(?:[-*+]|\d{1,3}[.)])\s+(?<text>.*)$/;
const quotationLine = /^\s+>\s?(?<text>.*)$/;

/**
 * Parses the Markdown that `prompts/README.md` describes: headings, paragraphs, lists with
 * quotations, bold and italic. Everything else is kept as plain text. The first section, before the
 * first heading, has an empty heading.
 */
export function sections(markdown: string): Section[] {
  const parsed = [openSection('', 1)];
  /** The paragraph, item or quotation that the next line continues. */
  let open: OpenText | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const section = parsed.at(-1) as OpenSection;
    const heading = headingLine.exec(line)?.groups;
    const item = itemLine.exec(line)?.groups?.text;
    const quotation = quotationLine.exec(line)?.groups?.text;
    if (line.trim() === '') {
      open = undefined;
    } else if (heading) {
      parsed.push(openSection(heading.heading ?? '', heading.signs?.length ?? 1));
      open = undefined;
    } else if (item !== undefined) {
      open = { lines: [item] };
      section.texts.push({ kind: 'item', text: open });
    } else if (quotation !== undefined && section.texts.at(-1)?.kind === 'item') {
      const owner = section.texts.at(-1) as OpenItem;
      owner.quote ??= { lines: [] };
      owner.quote.lines.push(quotation);
      open = owner.quote;
    } else if (open) {
      open.lines.push(line);
    } else {
      open = { lines: [line] };
      section.texts.push({ kind: 'paragraph', text: open });
    }
  }
  return parsed.map(closed);
}

type OpenText = { readonly lines: string[] };
type OpenItem = { readonly kind: 'item' | 'paragraph'; readonly text: OpenText; quote?: OpenText };
type OpenSection = { readonly heading: string; readonly depth: number; readonly texts: OpenItem[] };

function openSection(heading: string, depth: number): OpenSection {
  return { heading, depth, texts: [] };
}

function closed({ heading, depth, texts }: OpenSection): Section {
  const paragraphs = texts.filter(({ kind }) => kind === 'paragraph');
  const items = texts.filter(({ kind }) => kind === 'item');
  return {
    heading,
    depth,
    paragraphs: paragraphs.map(({ text }) => spans(text)),
    items: items.map(({ text, quote }) =>
      quote ? { text: spans(text), quote: spans(quote) } : { text: spans(text) },
    ),
  };
}

/** `**bold**` and `*italic*`; the styled text neither begins nor ends with a space. */
const emphasis = /(?<!\*)(?<stars>\*{1,2})(?=[^\s*])(?<inner>[^*]*[^\s*])\k<stars>(?!\*)/g;

/** Joins the lines of a paragraph and splits it by style. */
function spans({ lines }: OpenText): Paragraph {
  const text = lines.map((line) => line.trim()).join(' ');
  const parts: Span[] = [];
  let end = 0;
  for (const match of text.matchAll(emphasis)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    const style = match.groups?.stars === '**' ? 'bold' : 'italic';
    parts.push({ text: match.groups?.inner ?? '', style });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Parses a single line of text. */
export const parseLine = (text: string): Paragraph => spans({ lines: [text] });

/** The text of a paragraph without styles. */
export function plain(paragraph: Paragraph): string {
  return paragraph.map((span) => span.text).join('');
}

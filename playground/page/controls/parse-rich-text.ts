import type { Inline, RichText, RichTextPart } from '../blocks/block-kit.ts';

const bullet = /^[-*•] +/;
const numbered = /^\d+[.)] +/;
const quoted = /^> ?/;
const link = /(https?:\/\/[^\s<>]+[^\s<>.,;:!?)])/;

type Kind = 'text' | 'quote' | 'bullet' | 'ordered';

/** Parses lists (`-`, `1.`), quotes (`>`) and links; `null` for empty text. */
export function parseRichText(text: string): RichText | null {
  if (text.trim() === '') return null;
  const groups: { kind: Kind; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const { kind, bare } = readLine(line);
    const last = groups.at(-1);
    if (last?.kind === kind) last.lines.push(bare);
    else groups.push({ kind, lines: [bare] });
  }
  return { type: 'rich_text', elements: groups.map(part).filter((one) => one.elements.length > 0) };
}

/** The inverse of `parseRichText`. */
export function formatRichText(rich: RichText | null): string {
  return (rich?.elements ?? []).map(writePart).join('\n');
}

function readLine(line: string): { kind: Kind; bare: string } {
  if (bullet.test(line)) return { kind: 'bullet', bare: line.replace(bullet, '') };
  if (numbered.test(line)) return { kind: 'ordered', bare: line.replace(numbered, '') };
  if (quoted.test(line)) return { kind: 'quote', bare: line.replace(quoted, '') };
  return { kind: 'text', bare: line };
}

function part({ kind, lines }: { kind: Kind; lines: readonly string[] }): RichTextPart {
  if (kind === 'bullet' || kind === 'ordered') {
    const elements = lines.map((line) => ({
      type: 'rich_text_section' as const,
      elements: inlines(line),
    }));
    return { type: 'rich_text_list', style: kind, elements };
  }
  const type = kind === 'quote' ? 'rich_text_quote' : 'rich_text_section';
  return { type, elements: inlines(lines.join('\n')) };
}

function inlines(text: string): readonly Inline[] {
  return text
    .split(link)
    .map(
      (piece, index): Inline =>
        index % 2 ? { type: 'link', url: piece } : { type: 'text', text: piece },
    )
    .filter((inline) => inline.type !== 'text' || inline.text !== '');
}

function writePart(one: RichTextPart): string {
  if (one.type === 'rich_text_list') {
    return one.elements
      .map(
        (item, index) =>
          `${one.style === 'ordered' ? `${index + 1}.` : '-'} ${write(item.elements)}`,
      )
      .join('\n');
  }
  const text = write(one.elements);
  return one.type === 'rich_text_quote' ? text.replace(/^/gm, '> ') : text;
}

function write(elements: readonly Inline[]): string {
  return elements
    .map((inline) => {
      if (inline.type === 'text') return inline.text;
      if (inline.type === 'link') return inline.text ?? inline.url;
      return inline.type === 'emoji' ? `:${inline.name}:` : '';
    })
    .join('');
}

import type {
  Button,
  ConfirmationDialog,
  Overflow,
  RichTextList,
  RichTextSection,
} from '@slack/types';
import type { Paragraph } from '../../content/markdown.ts';
import type { ActionId, Option } from './fields.ts';
import { limits, plainText, within } from './limits.ts';
import type { Part } from './message.ts';
import { escapeMrkdwn } from './mrkdwn.ts';

/**
 * Text; a mention of a person or a channel by id; a link, which shows its address unless it is one of
 * ours with a label; or an emoji.
 */
type Span =
  | Paragraph[number]
  | { readonly person: string }
  | { readonly channel: string }
  | { readonly link: string; readonly label?: string }
  | { readonly emoji: string; readonly skinTone?: number };
export type Line = readonly Span[];

/** Plain text, so nothing in it is formatted. */
export function heading(text: string): Part {
  const cut = plainText(limits.header, text);
  return { block: { type: 'header', text: cut }, says: cut.text };
}

/** Small, plain text. */
export function contextBlock(text: string): Part {
  const cut = plainText(limits.contextText, text);
  return { block: { type: 'context', elements: [cut] }, says: cut.text };
}

/** Small mrkdwn text that mentions a person. */
export function contextWithMention(text: string): Part {
  return { block: { type: 'context', elements: [{ type: 'mrkdwn', text }] }, saysMrkdwn: text };
}

/** A line between what belongs together and the rest. */
export function divider(): Part {
  return { block: { type: 'divider' }, says: '' };
}

/** Text in full size. Slack doesn't parse rich text, so characters are shown as they are. */
export function prose(...paragraphs: readonly Line[]): Part {
  const elements = paragraphs.map((paragraph, index) =>
    section(index === 0 ? paragraph : [{ text: '\n' }, ...paragraph]),
  );
  return { block: { type: 'rich_text', elements }, saysMrkdwn: paragraphs.map(mrkdwn).join('\n') };
}

/** Unformatted text in full size. */
export function paragraph(text: string): Part {
  return prose([{ text }]);
}

/** A list with a title, or without one. */
export function bullets(title: string, items: readonly Line[]): Part {
  const list = listOf('bullet', items);
  const elements = title ? [section([{ text: title, style: 'bold' }]), list] : [list];
  return {
    block: { type: 'rich_text', elements },
    saysMrkdwn: [escapeMrkdwn(title), ...items.map((item) => `• ${mrkdwn(item)}`)]
      .filter(Boolean)
      .join('\n'),
  };
}

/** A list numbered from 1. */
export function numbered(items: readonly Line[]): Part {
  return {
    block: { type: 'rich_text', elements: [listOf('ordered', items)] },
    saysMrkdwn: items.map((item, index) => `${index + 1}. ${mrkdwn(item)}`).join('\n'),
  };
}

function listOf(style: RichTextList['style'], items: readonly Line[]): RichTextList {
  return { type: 'rich_text_list', style, elements: items.map(section) };
}

/** Sentences to say, in quotation marks, below a title. */
export function quotations(title: string, items: readonly Line[]): Part {
  const spoken = items.map((item) => [{ text: '“' }, ...item, { text: '”' }]);
  const lines = spoken.flatMap((item, index) => (index === 0 ? item : [{ text: '\n' }, ...item]));
  return quotation(title, lines);
}

type Table = {
  /** Names the table for screen readers. */
  readonly caption: string;
  /** The names of the columns. */
  readonly header: readonly string[];
  /** As many cells as columns; the first one names the row. */
  readonly rows: readonly (readonly string[])[];
};

/**
 * A table of what the message says in words as well, or `says` in its text alone; without rows there
 * is none. Slack shows five rows at a time, and lets people sort them.
 */
export function dataTable({ caption, header, rows }: Table, says = ''): Part[] {
  if (rows.length === 0) return [];
  const cells = [header, ...rows].map((row) =>
    row.map((text) => ({ type: 'raw_text' as const, text })),
  );
  return [
    {
      block: {
        type: 'data_table',
        caption,
        rows: cells,
        row_header_column_index: 0,
      },
      says,
    },
  ];
}

/** A block quote below a title or a line, or without one; `says` is its text, as mrkdwn. */
export function quotation(title: string | Line, text: Line, says = mrkdwn(text)): Part {
  const lead = typeof title === 'string' ? bold(title) : title;
  return {
    block: {
      type: 'rich_text',
      elements: [
        ...(lead.length > 0 ? [section(lead)] : []),
        { type: 'rich_text_quote', elements: section(text).elements },
      ],
    },
    saysMrkdwn: [mrkdwn(lead), says].filter(Boolean).join('\n'),
  };
}

const bold = (text: string): Line => (text ? [{ text, style: 'bold' }] : []);

/** Text that a person typed, to copy; a long one in several pieces. */
export function verbatim(title: string, text: string): Part {
  const characters = [...within(limits.allVerbatim, text)];
  const pieces = Array.from({ length: Math.ceil(characters.length / limits.verbatim) }, (_, at) =>
    characters.slice(at * limits.verbatim, (at + 1) * limits.verbatim).join(''),
  );
  return {
    block: {
      type: 'rich_text',
      elements: [
        section([{ text: title }]),
        ...pieces.map((piece) => ({
          type: 'rich_text_preformatted' as const,
          elements: [{ type: 'text' as const, text: piece }],
        })),
      ],
    },
    says: `${title}\n${within(limits.verbatim, text)}`,
  };
}

export type ButtonSpec = {
  readonly action: ActionId;
  readonly label: string;
  readonly value?: string;
  /** For screen readers, where the label alone is not enough. */
  readonly spoken?: string;
  readonly primary?: boolean;
  /** What Slack asks before it sends the press. */
  readonly confirm?: Confirmation;
};

type Confirmation = {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
};

export type MenuSpec = {
  readonly action: ActionId;
  /** At most five. */
  readonly options: readonly Option[];
};

/** A row of buttons, with an overflow menu for what is seldom needed. */
export function buttons(specs: readonly ButtonSpec[], menu?: MenuSpec): Part {
  const elements = [...specs.map(button), ...(menu ? [overflow(menu)] : [])];
  return { block: { type: 'actions', elements }, says: '' };
}

function overflow({ action, options }: MenuSpec): Overflow {
  return {
    type: 'overflow',
    action_id: `${action}/menu`,
    options: options.map(({ text, value }) => ({
      text: plainText(limits.optionText, text),
      value,
    })),
  };
}

/** Any number of buttons to choose from; their labels are part of the message's text. */
export function choices(specs: readonly ButtonSpec[]): Part[] {
  const rows = Array.from({ length: Math.ceil(specs.length / limits.actions) }, (_, index) =>
    specs.slice(index * limits.actions, (index + 1) * limits.actions),
  );
  return rows.map((row) => ({
    ...buttons(row),
    says: row.map((spec) => `• ${spec.label}`).join('\n'),
  }));
}

/** Action ids must differ within a block, so the button's index follows. */
function button(spec: ButtonSpec, index: number): Button {
  return {
    type: 'button',
    action_id: `${spec.action}/${index}`,
    text: plainText(limits.buttonText, spec.label),
    ...(spec.value === undefined ? {} : { value: spec.value }),
    ...(spec.spoken ? { accessibility_label: within(limits.buttonText, spec.spoken) } : {}),
    ...(spec.primary ? { style: 'primary' } : {}),
    ...(spec.confirm ? { confirm: confirmation(spec.confirm) } : {}),
  };
}

const confirmation = ({ title, text, yes, no }: Confirmation): ConfirmationDialog => ({
  title: plainText(limits.confirmTitle, title),
  text: plainText(limits.confirmText, text),
  confirm: plainText(limits.confirmButton, yes),
  deny: plainText(limits.confirmButton, no),
  style: 'danger',
});

function section(line: Line): RichTextSection {
  return {
    type: 'rich_text_section',
    elements: line.map((span) => {
      if ('person' in span) return { type: 'user', user_id: span.person };
      if ('channel' in span) return { type: 'channel', channel_id: span.channel };
      if ('link' in span)
        return { type: 'link', url: span.link, ...(span.label ? { text: span.label } : {}) };
      if ('emoji' in span) return emoji(span);
      const { text, style } = span;
      return style ? { type: 'text', text, style: { [style]: true } } : { type: 'text', text };
    }),
  };
}

function emoji({ emoji: name, skinTone }: Extract<Span, { readonly emoji: string }>) {
  return { type: 'emoji' as const, name, ...(skinTone ? { skin_tone: skinTone } : {}) };
}

function mrkdwn(line: Line): string {
  return line
    .map((span) => {
      if ('person' in span) return `<@${span.person}>`;
      if ('channel' in span) return `<#${span.channel}>`;
      if ('link' in span) {
        const label = span.label ? `|${escapeMrkdwn(span.label)}` : '';
        return `<${escapeMrkdwn(span.link).replaceAll('|', '%7C')}${label}>`;
      }
      if ('emoji' in span) {
        const tone = span.skinTone ? `:skin-tone-${span.skinTone}:` : '';
        return `:${span.emoji}:${tone}`;
      }
      return escapeMrkdwn(span.text);
    })
    .join('');
}

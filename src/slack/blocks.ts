import type { Button, RichTextList, RichTextSection } from '@slack/types';
import { type Paragraph, plain } from '../content/markdown.ts';
import { limits, within } from './limits.ts';
import type { Part } from './message.ts';

/** A block that names its section; plain text, so nothing in it is formatted. */
export function heading(text: string): Part {
  const cut = within(limits.header, text);
  return {
    block: { type: 'header', text: { type: 'plain_text', text: cut, emoji: false } },
    says: cut,
  };
}

/** Small print. */
export function note(text: string): Part {
  const cut = within(limits.contextText, text);
  return {
    block: { type: 'context', elements: [{ type: 'plain_text', text: cut, emoji: false }] },
    says: cut,
  };
}

/** Small print with a mention of a person in it, by user id. */
export function noteWithMention(text: string): Part {
  return { block: { type: 'context', elements: [{ type: 'mrkdwn', text }] }, saysMrkdwn: text };
}

/** Text in full size. Its characters are shown as they are: rich text is not parsed by Slack. */
export function prose(...paragraphs: readonly Paragraph[]): Part {
  const elements = paragraphs.map((paragraph, index) =>
    section(index === 0 ? paragraph : [{ text: '\n' }, ...paragraph]),
  );
  return { block: { type: 'rich_text', elements }, says: paragraphs.map(plain).join('\n') };
}

/** A list with a title, or without one. */
export function bullets(title: string, items: readonly Paragraph[]): Part {
  const list = listOf('bullet', items);
  const elements = title ? [section([{ text: title, style: 'bold' }]), list] : [list];
  return {
    block: { type: 'rich_text', elements },
    says: [title, ...items.map((item) => `• ${plain(item)}`)].filter(Boolean).join('\n'),
  };
}

/** A list whose items are called by their numbers, from 1. */
export function numbered(items: readonly Paragraph[]): Part {
  return {
    block: { type: 'rich_text', elements: [listOf('ordered', items)] },
    says: items.map((item, index) => `${index + 1}. ${plain(item)}`).join('\n'),
  };
}

function listOf(style: RichTextList['style'], items: readonly Paragraph[]): RichTextList {
  return { type: 'rich_text_list', style, elements: items.map(section) };
}

/** Sentences to speak, below a title. */
export function quotations(title: string, items: readonly Paragraph[]): Part {
  const spoken = items.map((item) => [{ text: '“' }, ...item, { text: '”' }]);
  const lines = spoken.flatMap((item, index) => (index === 0 ? item : [{ text: '\n' }, ...item]));
  return quotation(title, lines);
}

/** A text set off below a title. */
export function quotation(title: string, text: Paragraph): Part {
  return {
    block: {
      type: 'rich_text',
      elements: [
        section([{ text: title, style: 'bold' }]),
        { type: 'rich_text_quote', elements: section(text).elements },
      ],
    },
    says: `${title}\n${plain(text)}`,
  };
}

/** A person's own words, to be copied. */
export function verbatim(title: string, text: string): Part {
  const cut = within(limits.verbatim, text);
  return {
    block: {
      type: 'rich_text',
      elements: [
        section([{ text: title }]),
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: cut }] },
      ],
    },
    says: `${title}\n${cut}`,
  };
}

export type ButtonSpec = {
  /** The route of the action, such as `guideline.read`. */
  readonly action: string;
  readonly label: string;
  readonly value: string;
  /** What screen readers say where the label alone is not enough. */
  readonly spoken?: string;
  readonly primary?: boolean;
};

export function buttons(specs: readonly ButtonSpec[]): Part {
  return { block: { type: 'actions', elements: specs.map(button) }, says: '' };
}

/** Buttons that are themselves what is to be read: a list to choose from, any number of them. */
export function choices(specs: readonly ButtonSpec[]): Part[] {
  const rows = Array.from({ length: Math.ceil(specs.length / limits.actions) }, (_, index) =>
    specs.slice(index * limits.actions, (index + 1) * limits.actions),
  );
  return rows.map((row) => ({
    ...buttons(row),
    says: row.map((spec) => `• ${spec.label}`).join('\n'),
  }));
}

/** Action ids have to differ within a block, so the route is followed by the button's place. */
function button(spec: ButtonSpec, index: number): Button {
  return {
    type: 'button',
    action_id: `${spec.action}/${index}`,
    text: { type: 'plain_text', text: within(limits.buttonText, spec.label), emoji: false },
    value: spec.value,
    ...(spec.spoken ? { accessibility_label: within(limits.buttonText, spec.spoken) } : {}),
    ...(spec.primary ? { style: 'primary' } : {}),
  };
}

function section(paragraph: Paragraph): RichTextSection {
  return {
    type: 'rich_text_section',
    elements: paragraph.map(({ text, style }) =>
      style ? { type: 'text', text, style: { [style]: true } } : { type: 'text', text },
    ),
  };
}

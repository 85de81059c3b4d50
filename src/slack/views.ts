import type { ModalView } from '@slack/types';
import { limits, within } from './limits.ts';
import type { Part } from './message.ts';

type Text = { readonly type: 'plain_text'; readonly text: string; readonly emoji: false };

type FormSpec = {
  /** The route of its submission. */
  readonly route: string;
  readonly title: string;
  readonly submit: string;
  readonly close: string;
  /** Comes back with the submission; at most 3,000 characters. */
  readonly about: string;
  readonly lead: readonly Part[];
  readonly fields: readonly TextField[];
};

type TextField = {
  /** The name of the value in the submission. */
  readonly name: string;
  readonly label: string;
  /** Characters, at most 3,000. */
  readonly longest: number;
};

/** A modal to fill in. */
export function form({ route, title, submit, close, about, lead, fields }: FormSpec): ModalView {
  return {
    type: 'modal',
    callback_id: route,
    private_metadata: about,
    title: plainText(limits.viewTitle, title),
    submit: plainText(limits.viewTitle, submit),
    close: plainText(limits.viewTitle, close),
    blocks: [...lead.map((part) => part.block), ...fields.map(textInput)],
  };
}

/** A modal that only says something. */
export function notice(title: string, close: string, parts: readonly Part[]): ModalView {
  return {
    type: 'modal',
    title: plainText(limits.viewTitle, title),
    close: plainText(limits.viewTitle, close),
    blocks: parts.map((part) => part.block),
  };
}

function textInput({ name, label, longest }: TextField): ModalView['blocks'][number] {
  return {
    type: 'input',
    block_id: name,
    label: plainText(limits.inputLabel, label),
    element: {
      type: 'plain_text_input',
      action_id: name,
      multiline: true,
      max_length: longest,
      focus_on_load: true,
    },
  };
}

function plainText(limit: number, text: string): Text {
  return { type: 'plain_text', text: within(limit, text), emoji: false };
}

import type { ModalView } from '@slack/types';
import { type Field, input } from './fields.ts';
import { limits, plainText } from './limits.ts';
import type { Part } from './message.ts';

export type FormSpec = {
  /** The callback id. */
  readonly route: string;
  readonly title: string;
  readonly submit: string;
  readonly close: string;
  /** Private metadata, which come back with the submission; at most 3,000 characters. */
  readonly about: string;
  readonly parts: readonly (Part | Field)[];
};

/** A modal with inputs. */
export function form({ route, title, submit, close, about, parts }: FormSpec): ModalView {
  return {
    type: 'modal',
    callback_id: route,
    private_metadata: about,
    title: plainText(limits.viewTitle, title),
    submit: plainText(limits.viewTitle, submit),
    close: plainText(limits.viewTitle, close),
    blocks: parts.map((part) => ('block' in part ? part.block : input(part))),
  };
}

/** A modal without inputs. */
export function infoView(title: string, close: string, parts: readonly Part[]): ModalView {
  return {
    type: 'modal',
    title: plainText(limits.viewTitle, title),
    close: plainText(limits.viewTitle, close),
    blocks: parts.map((part) => part.block),
  };
}

import type { Library } from '../content/library.ts';
import { prose } from '../slack/blocks.ts';
import type { Press, Reaction, Submission, Submitted } from '../slack/feature.ts';
import { message } from '../slack/message.ts';
import { notice } from '../slack/views.ts';
import type { Words } from '../words/catalogue.ts';
import { remarkForm, remarkMessage } from './view.ts';

export type Remarks = {
  readonly content: () => { readonly library: Library; readonly words: Words };
  /** The id of the channel where remarks arrive; `undefined` where nobody set one. */
  readonly channel: string | undefined;
};

/** Opens the form for the entry whose id the button carries. */
export const ask =
  ({ content }: Remarks) =>
  ({ value }: Press): Reaction => {
    const { library, words } = content();
    const entry = library.find(value);
    if (!entry) return { tell: message([prose([{ text: words('entry.gone') }])]) };
    return { open: remarkForm(words, entry) };
  };

/** Brings what was typed, and the entry it is about, to the channel of the authors. */
export const send =
  ({ content, channel }: Remarks) =>
  ({ about, user, values }: Submission): Submitted => {
    const { library, words } = content();
    const { remark = '' } = values;
    const text = remark.trim();
    if (!text) return { errors: { remark: words('remark.empty') } };
    const entry = library.find(about);
    return {
      channel: channel ?? '',
      message: remarkMessage(words, { entry, about, user, text }),
      thanks: notice(words('remark.title'), words('form.close'), [
        prose([{ text: words('remark.thanks') }]),
      ]),
    };
  };

import type { Library } from '../../content/library.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Slacks } from '../../ports/slack.ts';
import type { Action, ActionReply, ViewReply, ViewSubmission } from '../../slack/router/feature.ts';
import { textIn } from '../../slack/router/view-state.ts';
import { prose } from '../../slack/ui/blocks.ts';
import { message } from '../../slack/ui/message.ts';
import { infoView } from '../../slack/ui/views.ts';
import { feedbackMessage, feedbackView } from './view.ts';

export type FeedbackDeps = {
  readonly content: () => { readonly library: Library; readonly words: Translate };
  readonly slacks: Slacks;
  /** The id of the channel where remarks arrive; `undefined` where nobody set one. */
  readonly channel: string | undefined;
};

/** Opens the form for the entry whose id the button carries. */
export const ask =
  ({ content }: FeedbackDeps) =>
  ({ value }: Action): ActionReply => {
    const { library, words } = content();
    const entry = library.find(value);
    if (!entry) return { tell: message([prose([{ text: words('entry.gone') }])]) };
    return { open: feedbackView(words, entry) };
  };

/** Brings what was typed, and the entry it is about, to the channel of the authors. */
export const send =
  ({ content, channel = '', slacks }: FeedbackDeps) =>
  async ({ workspace, about, user, values }: ViewSubmission): Promise<ViewReply> => {
    const { library, words } = content();
    const text = textIn(values, 'remark').trim();
    if (!text) return { errors: { remark: words('remark.empty') } };
    const entry = library.find(about);
    const slack = await slacks(workspace);
    await slack.post({ channel }, feedbackMessage(words, { entry, about, user, text }));
    return {
      show: infoView(words('remark.title'), words('form.close'), [
        prose([{ text: words('remark.thanks') }]),
      ]),
    };
  };

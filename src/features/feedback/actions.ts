import { type Content, entryIn } from '../../content/content.ts';
import type { InLanguageOf } from '../../ports/languages.ts';
import type { Slacks } from '../../ports/slack.ts';
import type { Action, ActionReply, ViewReply, ViewSubmission } from '../../slack/router/feature.ts';
import { textIn } from '../../slack/router/view-state.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
import { within } from '../../slack/ui/limits.ts';
import { message } from '../../slack/ui/message.ts';
import { infoView } from '../../slack/ui/views.ts';
import { feedbackMessage, feedbackView, longestFeedback } from './view.ts';

export type FeedbackDeps = {
  readonly content: () => Content;
  readonly inLanguageOf: InLanguageOf;
  readonly slacks: Slacks;
  /** The id of the channel that receives feedback; `undefined` if none is set. */
  readonly channel: string | undefined;
};

/** Opens the form for the entry whose id the button carries. */
export const openForm =
  ({ content }: FeedbackDeps) =>
  ({ value }: Action): ActionReply => {
    const { words } = content();
    const entry = entryIn(content(), value)?.entry;
    if (!entry) return { tell: message([paragraph(words('entry.gone'))]) };
    return { open: feedbackView(words, entry) };
  };

/** Posts the typed text, and the entry it is about, to the authors' channel. */
export const sendFeedback =
  ({ content, inLanguageOf, channel = '', slacks }: FeedbackDeps) =>
  async ({ workspace, about, user, values }: ViewSubmission): Promise<ViewReply> => {
    const { words } = content();
    const text = within(longestFeedback, textIn(values, 'remark').trim());
    if (!text) return { errors: { remark: words('remark.empty') } };
    const { entry, content: shown } = entryIn(content(), about) ?? { content: content() };
    const { language } = shown;
    const forAuthors = await inLanguageOf({ workspace, id: channel }, () =>
      feedbackMessage(content().words, { language, entry, about, user, text }),
    );
    const slack = await slacks(workspace);
    await slack.post({ channel }, forAuthors);
    return {
      show: infoView(words('remark.title'), words('form.close'), [
        paragraph(words('remark.thanks')),
      ]),
    };
  };

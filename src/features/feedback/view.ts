import type { ModalView } from '@slack/types';
import { type Entry, folderOf } from '../../content/entry.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import { contextBlock, contextWithMention, prose, verbatim } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { routes } from './routes.ts';

/** Characters; Slack's field would take 3,000. */
export const longestFeedback = 1000;

export function feedbackView(words: Translate, { id, title }: Entry): ModalView {
  return routes.send.form({
    title: words('remark.title'),
    submit: words('form.send'),
    close: words('form.cancel'),
    about: id,
    parts: [
      prose([{ text: title, style: 'bold' }]),
      contextBlock(words('remark.note')),
      {
        kind: 'text',
        name: 'remark',
        label: words('remark.ask'),
        longest: longestFeedback,
        focus: true,
      },
    ],
  });
}

type Feedback = {
  /** In which it was read; the name of the folder. */
  readonly language: string;
  /** `undefined` if the entry is gone; `about` is its id in any case. */
  readonly entry: Entry | undefined;
  readonly about: string;
  readonly user: string;
  readonly text: string;
};

export function feedbackMessage(
  words: Translate,
  { language, entry, about, user, text }: Feedback,
): Message {
  const file = entry ? `${language}/${folderOf[entry.kind]}/${entry.id}.md` : about;
  return message([
    prose([{ text: words('remark.heading', { title: entry?.title ?? about }), style: 'bold' }]),
    verbatim(file, text),
    contextWithMention(words('remark.from', { person: `<@${user}>` })),
  ]);
}

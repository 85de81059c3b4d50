import type { PlainKey } from '../../i18n/keys.ts';
import { careCommand } from '../../slack/router/care-command.ts';
import type {
  Action,
  ActionReply,
  Feature,
  ViewReply,
  ViewSubmission,
} from '../../slack/router/feature.ts';
import { textIn } from '../../slack/router/view-state.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import type { Field } from '../../slack/ui/fields.ts';
import type { Message } from '../../slack/ui/message.ts';
import { normalizeTyped } from '../../text/normalize.ts';
import { type GuidelinesDeps, search } from './command.ts';
import { maxQuestion, routes } from './routes.ts';

/** A question from a field, which is read as behind `/care`: "skills" and "help" work there too. */
export function asking(deps: GuidelinesDeps, care: NonNullable<Feature['care']>) {
  const answerTo = careCommand([{ care }], search(deps), () => deps.content().grammars);
  const words = (key: PlainKey): string => deps.content().words(key);

  async function answer(
    { workspace, user }: { readonly workspace: string; readonly user: string },
    typed: string,
  ): Promise<Message> {
    const text = normalizeTyped(typed).trim();
    const command = { workspace, user, channel: '', text, raw: text, dedupeKey: '' };
    const { reply } = await answerTo(command);
    return 'open' in reply ? reply.instead : reply;
  }

  const field = (): Extract<Field, { readonly kind: 'text' }> => ({
    kind: 'text',
    name: 'question',
    label: words('home.ask'),
    placeholder: words('home.ask-placeholder'),
    longest: maxQuestion,
    lines: 'one',
  });

  return {
    button: (): ButtonSpec => routes.openAsk.button({ label: words('home.ask'), primary: true }),
    /** For the Home tab; Enter asks. */
    liveField: (): Field => ({ ...field(), live: routes.ask.id }),
    open: (): ActionReply => ({
      open: routes.askForm.form({
        title: words('home.ask'),
        submit: words('home.ask-send'),
        close: words('form.cancel'),
        parts: [{ ...field(), focus: true }],
      }),
    }),
    ask: async (action: Action): Promise<ActionReply> => ({
      show: await answer(action, action.value),
    }),
    submit: async (submission: ViewSubmission<undefined>): Promise<ViewReply> => ({
      answer: await answer(submission, textIn(submission.values, 'question')),
    }),
  };
}

import type { ModalView } from '@slack/types';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import { type Slack, SlackFailure } from '../../ports/slack.ts';
import { failureView } from '../ui/failure.ts';
import { ackTimeout, withTimeout } from './with-timeout.ts';

type Deps = {
  readonly words: Translate;
  readonly log: Log;
  /** Of the request, for an apology. */
  readonly reference?: string | undefined;
};
type Form = {
  readonly open: ModalView;
  readonly fill?: (() => Promise<ModalView | undefined>) | undefined;
};

/** Opens a view while its trigger is valid, then replaces it with what takes longer to look up. */
export async function openView(
  slack: Slack,
  deps: Deps,
  triggerId: string,
  form: Form,
): Promise<void> {
  const id = await openNow(slack, triggerId, form);
  await fillView(slack, deps, id, form);
}

/** Resolves with the id of the view. `ms` is how long Slack still waits. */
export async function openNow(
  slack: Pick<Slack, 'openView'>,
  triggerId: string,
  { open }: Form,
  ms = ackTimeout,
): Promise<string> {
  const { id } = await withTimeout(slack.openView(triggerId, open), ms);
  return id;
}

export async function fillView(
  slack: Slack,
  { words, log, reference }: Deps,
  id: string,
  { open, fill }: Form,
): Promise<void> {
  if (!fill) return;
  const filled = await fill().catch((error: unknown) => {
    log.error({ err: error }, 'could not fill a view');
    return failureView(words, open.title.text, '', undefined, reference);
  });
  if (filled) await replaceView(slack, id, filled);
}

/** Replaces an open view; does nothing if the person has closed it. */
export async function replaceView(slack: Slack, id: string, view: ModalView): Promise<void> {
  try {
    await slack.updateView(id, view);
  } catch (error) {
    if (!(error instanceof SlackFailure && error.code === 'not_found')) throw error;
  }
}

import type { AllMiddlewareArgs } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import { failedView } from '../ui/views.ts';
import { ackTimeout, withTimeout } from './with-timeout.ts';

type Client = AllMiddlewareArgs['client'];
type Parts = { readonly words: Translate; readonly log: Log };
type Form = {
  readonly open: ModalView;
  readonly fill?: (() => Promise<ModalView>) | undefined;
};

/** Opens a form while Slack still lets us, then puts into its place what takes longer to find out. */
export async function openView(
  client: Client,
  parts: Parts,
  triggerId: string,
  form: Form,
): Promise<void> {
  const id = await openNow(client, triggerId, form);
  await fillView(client, parts, id, form);
}

/** The id of the view that is open now. `ms` is how long Slack still waits. */
export async function openNow(
  client: Client,
  trigger_id: string,
  { open }: Form,
  ms = ackTimeout,
): Promise<string | undefined> {
  const { view } = await withTimeout(client.views.open({ trigger_id, view: open }), ms);
  return view?.id;
}

export async function fillView(
  client: Client,
  { words, log }: Parts,
  view_id: string | undefined,
  { open, fill }: Form,
): Promise<void> {
  if (!fill || !view_id) return;
  const filled = await fill().catch((error: unknown) => {
    log.error({ err: error }, 'a form could not be filled');
    return failedView(words, open.title.text, '');
  });
  await replaceView(client, view_id, filled);
}

/** Puts another view in the place of one that is open. Who has closed it meanwhile doesn't want it any more. */
export async function replaceView(client: Client, view_id: string, view: ModalView): Promise<void> {
  try {
    await client.views.update({ view_id, view });
  } catch (error) {
    const { data } = error as { readonly data?: { readonly error?: string } };
    if (data?.error !== 'not_found') throw error;
  }
}

import type { AllMiddlewareArgs } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Log } from '../ports.ts';
import type { Words } from '../words/catalogue.ts';
import { soon } from './soon.ts';
import { failedView } from './views.ts';

type Client = AllMiddlewareArgs['client'];

/** Opens a form while Slack still lets us, then puts into its place what takes longer to find out. */
export async function openForm(
  client: Client,
  { words, log }: { readonly words: Words; readonly log: Log },
  triggerId: string,
  {
    open,
    fill,
  }: { readonly open: ModalView; readonly fill?: (() => Promise<ModalView>) | undefined },
): Promise<void> {
  const { view } = await soon(client.views.open({ trigger_id: triggerId, view: open }));
  if (!fill || !view?.id) return;
  const filled = await fill().catch((error: unknown) => {
    log.error({ err: error }, 'a form could not be filled');
    return failedView(words, open.title.text, '');
  });
  await client.views.update({ view_id: view.id, view: filled });
}

import type { View } from '@slack/types';
import { expect, test } from 'vitest';
import { runningClock } from '../../playground/server/clock.ts';
import { socketApp, startSlack } from '../playground/server/rig.ts';
import { inBrowser, picture } from './browser.ts';

const text = (words: string) => ({ type: 'plain_text', text: words }) as const;

const form: View = {
  type: 'modal',
  callback_id: 'order',
  title: text('Order tea'),
  submit: text('Order'),
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: text('Who is it for?'),
      element: { type: 'plain_text_input', action_id: 'name' },
    },
    {
      type: 'input',
      block_id: 'kind',
      label: text('Which tea?'),
      element: {
        type: 'static_select',
        action_id: 'kind',
        options: ['Green', 'Black'].map((kind) => ({ text: text(kind), value: kind })),
      },
    },
  ],
};

inBrowser('a form in the browser', (open, pageFolder) => {
  test.each([400, 1200])(
    'a form is filled in, corrected after an error and sent, %i pixels wide',
    async (width) => {
      const slack = await startSlack({ pageFolder: pageFolder(), clock: runningClock() });
      const submitted: unknown[] = [];
      await socketApp(slack, (app) => {
        app.shortcut('order', async ({ ack, shortcut, client }) => {
          await ack();
          await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
        });
        app.view('order', async ({ ack, view }) => {
          const { name, kind } = view.state.values;
          if (name?.name?.value === 'nobody') {
            return ack({ response_action: 'errors', errors: { name: 'Nobody drinks no tea.' } });
          }
          submitted.push([name?.name?.value, kind?.kind?.selected_option?.value]);
          return ack();
        });
      });
      const page = await open(slack.url, { width });
      await page.getByRole('button', { name: /shortcuts/i }).click();
      await page.getByRole('menuitem', { name: /Order tea/ }).click();
      const dialog = page.getByRole('dialog', { name: 'Order tea' });
      await dialog.getByLabel('Who is it for?').fill('nobody');
      await dialog.getByLabel('Which tea?').selectOption('Green');
      await dialog.getByRole('button', { name: 'Order' }).click();
      await dialog.getByText('Nobody drinks no tea.').waitFor();
      await picture(page, `form-${width}-refused`);
      await dialog.getByLabel('Who is it for?').fill('Ben');
      await dialog.getByRole('button', { name: 'Order' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(submitted).toEqual([['Ben', 'Green']]);
    },
  );
});

import type { ModalView } from '@slack/types';
import type { Content } from '../../../content/content.ts';
import type { Press, Reaction, Submission, Submitted } from '../../../slack/router/feature.ts';
import { listIn, textIn } from '../../../slack/router/view-state.ts';
import { note, prose } from '../../../slack/ui/blocks.ts';
import { form, notice } from '../../../slack/ui/views.ts';
import type { Shoutouts } from '../deps.ts';
import type { Settings } from '../records/keys.ts';
import { choose, settingsOf } from '../records/preferences-store.ts';
import { wishes } from '../shoutout.ts';

function preferencesForm({ words }: Content, { wish, retell }: Settings): ModalView {
  return form({
    route: 'shoutout.choose',
    title: words('shoutout.preferences.title'),
    submit: words('shoutout.form.save'),
    close: words('form.cancel'),
    about: '',
    parts: [
      {
        kind: 'radio',
        name: 'wish',
        label: words('shoutout.preferences.wish'),
        options: wishes.map((value) => ({
          text: words(`shoutout.preferences.${value}`),
          value,
        })),
        initial: wish,
      },
      {
        kind: 'checkboxes',
        name: 'retell',
        label: words('shoutout.preferences.retell'),
        options: [{ text: words('shoutout.preferences.may-retell'), value: 'yes' }],
        initial: retell ? ['yes'] : [],
        optional: true,
      },
      note(words('shoutout.preferences.note')),
    ],
  });
}

/** How a person wants to be thanked, on a form. */
export const openPreferences =
  (parts: Shoutouts) =>
  ({ workspace, user }: Press): Reaction => {
    const content = parts.content();
    const { words } = content;
    return {
      open: notice(words('shoutout.preferences.title'), words('form.close'), [
        prose([{ text: words('shoutout.form.wait') }]),
      ]),
      fill: async () => {
        const settings = (await settingsOf(parts, workspace, [user])).get(user);
        if (!settings) throw new Error('a person has no settings');
        return preferencesForm(content, settings);
      },
    };
  };

export const savePreferences =
  (parts: Shoutouts) =>
  async ({ workspace, user, values }: Submission): Promise<Submitted> => {
    const { words } = parts.content();
    const chosen = textIn(values, 'wish');
    const wish = wishes.find((one) => one === chosen) ?? 'publicly';
    const retell = listIn(values, 'retell').includes('yes');
    await choose(parts, workspace, user, { wish, retell });
    return {
      show: notice(words('shoutout.preferences.title'), words('form.close'), [
        prose([{ text: words(`shoutout.preferences.saved-${wish}`) }]),
      ]),
    };
  };

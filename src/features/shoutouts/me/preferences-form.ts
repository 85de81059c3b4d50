import type { ModalView } from '@slack/types';
import type { Content } from '../../../content/content.ts';
import type {
  Action,
  ActionReply,
  ViewReply,
  ViewSubmission,
} from '../../../slack/router/feature.ts';
import { listIn, textIn } from '../../../slack/router/view-state.ts';
import { contextBlock, paragraph } from '../../../slack/ui/blocks.ts';
import { infoView } from '../../../slack/ui/views.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeWithRecaps, channelsTelling, recapLine } from '../recap/told.ts';
import { defaultPreferences, type Preferences } from '../records/keys.ts';
import { preferencesOf, updatePreferences } from '../records/preferences.ts';
import { routes } from '../routes.ts';
import { wishes } from '../shoutout.ts';

function preferencesForm({ words }: Content, { wish, retell }: Preferences): ModalView {
  return routes.preferencesForm.form({
    title: words('shoutout.preferences.title'),
    submit: words('shoutout.form.save'),
    close: words('form.cancel'),
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
        options: [
          {
            text: words('shoutout.preferences.may-retell'),
            value: 'yes',
            description: words('shoutout.preferences.may-retell-where'),
          },
        ],
        initial: retell ? ['yes'] : [],
        optional: true,
      },
      contextBlock(words('shoutout.preferences.note')),
    ],
  });
}

/** "How I want to be thanked". */
export const openPreferences =
  (deps: ShoutoutDeps) =>
  ({ workspace, user }: Action<undefined>): ActionReply => {
    const content = deps.content();
    const { words } = content;
    return {
      open: infoView(words('shoutout.preferences.title'), words('form.close'), [
        paragraph(words('shoutout.form.wait')),
      ]),
      fill: async () => {
        const preferences = await preferencesOf(deps, workspace, [user]);
        return preferencesForm(content, preferences.get(user) ?? defaultPreferences);
      },
    };
  };

export const savePreferences =
  (deps: ShoutoutDeps) =>
  async ({ workspace, user, values }: ViewSubmission<undefined>): Promise<ViewReply> => {
    const { words } = deps.content();
    const chosen = textIn(values, 'wish');
    const wish = wishes.find((one) => one === chosen) ?? 'publicly';
    const retell = listIn(values, 'retell').includes('yes');
    const channels = await channelsTelling(deps, workspace, user);
    const { coming } = await changeWithRecaps(deps, { workspace, channels }, () =>
      updatePreferences(deps, workspace, user, { wish, retell }),
    );
    deps.homeChanged(workspace, [user]);
    return {
      show: infoView(words('shoutout.preferences.title'), words('form.close'), [
        paragraph(words(`shoutout.preferences.saved-${wish}`)),
        ...coming.flatMap((channel) => recapLine(deps, 'recap.left.coming', channel)),
      ]),
    };
  };

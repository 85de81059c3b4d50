import type { ModalView } from '@slack/types';
import type { Content } from '../../../content/content.ts';
import type {
  Action,
  ActionReply,
  Reply,
  ViewReply,
  ViewSubmission,
} from '../../../slack/router/feature.ts';
import { listIn, textIn } from '../../../slack/router/view-state.ts';
import { buttons, contextBlock, paragraph } from '../../../slack/ui/blocks.ts';
import { message } from '../../../slack/ui/message.ts';
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

type Person = { readonly workspace: string; readonly user: string };

function openingPreferences(deps: ShoutoutDeps, { workspace, user }: Person) {
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
}

/** "How I want to be thanked". */
export const openPreferences =
  (deps: ShoutoutDeps) =>
  (action: Action<undefined>): ActionReply =>
    openingPreferences(deps, action);

/** For somebody who writes how they want to be thanked; a mention opens no form. */
export const preferencesReply = (deps: ShoutoutDeps, person: Person): Reply => {
  const { words } = deps.content();
  return {
    ...openingPreferences(deps, person),
    instead: message([
      paragraph(words('shoutout.preferences.choose')),
      buttons([routes.preferences.button({ label: words('shoutout.preferences.button') })]),
    ]),
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

import type { ModalView } from '@slack/types';
import type { Content } from '../../content/content.ts';
import type { UserGroup } from '../../ports/slack.ts';
import type { ViewValues } from '../../slack/router/feature.ts';
import { listIn, textIn } from '../../slack/router/view-state.ts';
import { contextBlock, paragraph } from '../../slack/ui/blocks.ts';
import type { Field } from '../../slack/ui/fields.ts';
import { limits } from '../../slack/ui/limits.ts';
import type { Part } from '../../slack/ui/message.ts';
import { infoView } from '../../slack/ui/views.ts';
import { routes } from './routes.ts';
import { type AdminSettings, plannersGroup } from './settings.ts';

export function noteView({ words }: Content, parts: readonly Part[]): ModalView {
  return infoView(words('admin.title'), words('form.close'), parts);
}

/** Opens at once, until the form is ready. */
export const waitingView = (content: Content): ModalView =>
  noteView(content, [paragraph(content.words('shoutout.form.wait'))]);

/** `hasDefault`: the app's own settings name a moderators' channel. */
export function settingsForm(
  content: Content,
  settings: AdminSettings,
  { groups, hasDefault }: { readonly groups: readonly UserGroup[]; readonly hasDefault: boolean },
): ModalView {
  const { words } = content;
  const { planners, moderators, guestsGive, guestsReceive } = settings;
  const group = plannersGroup(settings);
  // The chosen one is among those that fit into the menu.
  const listed = [...groups]
    .sort((one, other) => Number(other.id === group) - Number(one.id === group))
    .slice(0, limits.options);
  const left = groups.length - listed.length;
  const groupField: Field[] =
    listed.length > 0
      ? [
          {
            kind: 'menu',
            name: 'group',
            label: words('admin.form.group'),
            options: listed.map(({ id, handle }) => ({ text: `@${handle}`, value: id })),
            initial: group,
            optional: true,
            ...(left > 0
              ? { hint: words('admin.form.group-left', { most: limits.options, count: left }) }
              : {}),
          },
        ]
      : [];
  return routes.save.form({
    title: words('admin.title'),
    submit: words('tips.form.save'),
    close: words('form.cancel'),
    about: settings,
    parts: [
      {
        kind: 'radio',
        name: 'planners',
        label: words('admin.form.planners'),
        options: [
          { text: words('admin.form.everyone'), value: 'everyone' },
          ...(listed.length > 0 ? [{ text: words('admin.form.a-group'), value: 'group' }] : []),
          { text: words('admin.form.admins'), value: 'admins' },
        ],
        initial: group ? 'group' : planners,
      },
      ...groupField,
      {
        kind: 'channel',
        name: 'moderators',
        label: words('admin.form.moderators'),
        hint: words(hasDefault ? 'admin.form.moderators-default' : 'admin.form.moderators-none'),
        initial: moderators,
        optional: true,
      },
      {
        kind: 'checkboxes',
        name: 'guests',
        label: words('admin.form.guests'),
        options: [
          { text: words('admin.form.guests-give'), value: 'give' },
          { text: words('admin.form.guests-receive'), value: 'receive' },
        ],
        initial: [...(guestsGive ? ['give'] : []), ...(guestsReceive ? ['receive'] : [])],
        optional: true,
      },
      contextBlock(words('admin.form.audited')),
    ],
  });
}

/** The settings in a submitted form; `undefined` for `planners` if no group was chosen. */
export function readSettingsForm(values: ViewValues) {
  const chosen = textIn(values, 'planners');
  const planners =
    chosen === 'group'
      ? textIn(values, 'group') || undefined
      : chosen === 'admins'
        ? 'admins'
        : 'everyone';
  const guests = listIn(values, 'guests');
  return {
    planners,
    moderators: textIn(values, 'moderators') || undefined,
    guestsGive: guests.includes('give'),
    guestsReceive: guests.includes('receive'),
  };
}

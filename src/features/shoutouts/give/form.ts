import type { ModalView } from '@slack/types';
import type { Content } from '../../../content/content.ts';
import type { ViewValues } from '../../../slack/router/feature.ts';
import { listIn, textIn } from '../../../slack/router/view-state.ts';
import { paragraph } from '../../../slack/ui/blocks.ts';
import type { Field } from '../../../slack/ui/fields.ts';
import type { Part } from '../../../slack/ui/message.ts';
import { infoView } from '../../../slack/ui/views.ts';
import { type DetailName, detailNames, details, parseDetails } from '../details.ts';
import { skillsOf } from '../parse/skill-names.ts';
import { type About, routes } from '../routes.ts';
import { maxPeople, type Shoutout } from '../shoutout.ts';
import { emptyDraft, type FormDraft } from './draft.ts';

/** Characters that Slack allows in a text field. A text that is too long for us gets an error. */
export const maxFieldLength = 3000;

/** Opens at once, until the form is ready. */
export function waitingView({ words }: Content): ModalView {
  return infoView(words('shoutout.form.title'), words('form.close'), [
    paragraph(words('shoutout.form.wait')),
  ]);
}

/** Replaces the form after it was submitted. */
export function resultView({ words }: Content, parts: readonly Part[]): ModalView {
  return infoView(words('shoutout.form.title'), words('form.close'), parts);
}

type FormOptions = {
  /** Texts above the fields. */
  readonly notes?: readonly string[];
  readonly about?: About;
};

/** The form to give or edit a shout-out, filled in with a draft. */
export function shoutoutForm(
  content: Content,
  draft: FormDraft,
  { notes = [], about = { found: [] } }: FormOptions = {},
): ModalView {
  const { words } = content;
  const { edit, found } = about;
  const isMention = about.isMention ?? draft.isMention;
  return routes.form.form({
    title: words(edit ? 'shoutout.form.edit' : 'shoutout.form.title'),
    submit: words(edit ? 'shoutout.form.save' : 'shoutout.form.give'),
    close: words('form.cancel'),
    about: { found, ...(edit ? { edit } : {}), ...(isMention ? { isMention } : {}) },
    parts: [
      ...notes.map(paragraph),
      {
        kind: 'people',
        name: 'people',
        label: words('shoutout.form.people'),
        initial: draft.people.slice(0, maxPeople),
        most: maxPeople,
      },
      {
        kind: 'menu',
        name: 'skill',
        label: words('shoutout.form.skill'),
        options: skillOptions(content, draft),
        initial: draft.skill,
        placeholder: words('shoutout.form.skill-hint'),
      },
      {
        kind: 'text',
        name: 'text',
        label: words('shoutout.form.text'),
        hint: words('shoutout.form.text-hint'),
        longest: maxFieldLength,
        initial: draft.text,
      },
      ...(found.length > 0 ? [confirmation(content, found)] : []),
      ...(edit ? [] : audienceFields(content, draft)),
      ...detailNames.map((name) => detailField(content, name, draft[name])),
    ],
  });
}

/** All skills; the three nearest to an unknown one come first. */
function skillOptions(content: Content, { unknown }: FormDraft) {
  const nearest = unknown ? skillsOf(content).nearest(unknown) : [];
  const skills = content.library.list('skill');
  const first = nearest.flatMap((id) => skills.find((skill) => skill.id === id) ?? []);
  return [...first, ...skills.filter((skill) => !first.includes(skill))].map(({ id, title }) => ({
    text: title,
    value: id,
  }));
}

function confirmation({ words }: Content, found: readonly string[]): Field {
  return {
    // Not a box to tick: Slack calls a field that may stay empty optional.
    kind: 'radio',
    name: 'confirmed',
    label: words('shoutout.form.found', { items: found.join(' · ') }),
    options: [
      { text: words('shoutout.form.removed'), value: 'removed' },
      { text: words('shoutout.form.confirm'), value: 'confirmed' },
    ],
  };
}

function audienceFields({ words }: Content, draft: FormDraft): Field[] {
  return [
    {
      kind: 'radio',
      name: 'how',
      label: words('shoutout.form.how'),
      options: [
        { text: words('shoutout.form.publicly'), value: 'publicly' },
        { text: words('shoutout.form.privately'), value: 'privately' },
      ],
      initial: draft.how,
    },
    {
      kind: 'channel',
      name: 'channel',
      label: words('shoutout.form.channel'),
      initial: draft.channel,
      optional: true,
    },
  ];
}

function detailField({ words }: Content, name: DetailName, initial = ''): Field {
  const detail = details[name];
  const field = { name, label: words(detail.label), initial, optional: true };
  switch (detail.kind) {
    case 'choice': {
      const options = Object.entries(detail.options);
      return {
        ...field,
        kind: 'menu',
        options: options.map(([value, key]) => ({ text: words(key), value })),
      };
    }
    case 'link':
      return { ...field, kind: 'text', longest: maxFieldLength, lines: 'one' };
  }
}

/** The draft in a submitted form. */
export function readForm(values: ViewValues): FormDraft {
  const text = (name: string) => textIn(values, name).trim();
  const [skill, channel] = [text('skill'), text('channel')];
  return {
    ...emptyDraft,
    people: [...listIn(values, 'people')],
    ...(skill ? { skill } : {}),
    text: textIn(values, 'text'),
    ...(channel ? { channel } : {}),
    how: text('how') === 'privately' ? 'privately' : 'publicly',
    ...parseDetails(text),
  };
}

/** The draft to edit a shout-out. */
export function draftOf(shoutout: Shoutout): FormDraft {
  const { people, skill, text } = shoutout;
  return { ...emptyDraft, people, skill, text, ...parseDetails((name) => shoutout[name]) };
}

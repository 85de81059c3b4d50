import { z } from 'zod';
import { action, view } from '../../slack/router/routes.ts';
import { json, spaceSeparated, word } from '../../slack/router/value-formats.ts';
import { formDraft } from './give/draft.ts';
import { sides } from './records/indexes.ts';

const shoutoutId = word;
const skillId = word;

const menuItems = ['edit', 'show', 'private', 'delete', 'report'] as const;
export type MenuItem = (typeof menuItems)[number];

const menuValue = spaceSeparated({ item: z.enum(menuItems), id: shoutoutId });
export type MenuValue = z.infer<typeof menuValue>;

/** The version is the one that the person read, as consent is only to that text. */
const consentValue = spaceSeparated({ id: shoutoutId, version: z.string().regex(/^\d+$/) });
export type ConsentValue = z.infer<typeof consentValue>;

/** A page of a history; the first one has no cursor. */
const pageValue = spaceSeparated({ side: z.enum(sides), cursor: word.optional() });
export type PageValue = z.infer<typeof pageValue>;

const about = z.object({
  /** The id of the shout-out, for an edit. */
  edit: shoutoutId.optional(),
  /** The pieces of text that the person was asked about as possible customer data. */
  found: z.array(z.string()).default([]),
  /** Whether it was typed in a message that everyone in its channel can read. */
  isMention: z.boolean().optional(),
});

/** The state of the form besides its fields. */
export type About = z.infer<typeof about>;

export const routes = {
  /** Opens the form with a draft, or with a skill in the channel of the button. */
  open: action('shoutout.open', z.union([json(formDraft), skillId])),
  witness: action('shoutout.saw', shoutoutId),
  /** "More" below a card: the choices that the person who presses has. */
  more: action('shoutout.more', shoutoutId),
  choice: action('shoutout.choice', menuValue),
  sureDelete: action('shoutout.sure-delete', shoutoutId),
  keep: action('shoutout.keep-it'),
  /** The overflow menu of cards that earlier versions posted. */
  cardMenu: action('shoutout.card', menuValue),
  historyMenu: action('shoutout.mine', menuValue),
  postCard: action('shoutout.show', shoutoutId),
  undo: action('shoutout.undo', shoutoutId),
  approve: action('shoutout.agree', consentValue),
  keepPrivate: action('shoutout.keep', consentValue),
  makePrivate: action('shoutout.private', shoutoutId),
  showAgain: action('shoutout.show-again', shoutoutId),
  preferences: action('shoutout.preferences'),
  moments: action('shoutout.moments', skillId),
  hideReported: action('shoutout.hide', shoutoutId),
  dismissReport: action('shoutout.leave', shoutoutId),
  overview: action('me.overview'),
  page: action('me.page', pageValue),
  /** What `/care coverage` shows, from the menu. */
  coverage: action('coverage.here'),
  workspaceCoverage: action('coverage.workspace'),
  /** Of the channel of the message that holds the button. */
  recapNow: action('recap.now'),
  shareRecap: action('recap.share'),
  recapOn: action('recap.on'),
  recapOff: action('recap.off'),
  /** The answer to the question before a recap stops. */
  recapStop: action('recap.stop'),
  recapShow: action('recap.show'),
  recapForm: action('recap.form'),
  /** With the id of the channel. */
  recapSave: view('recap.save', word),
  form: view('shoutout.give', json(about)),
  preferencesForm: view('shoutout.choose'),
  reportForm: view('shoutout.report', shoutoutId),
};

import { z } from 'zod';
import type { Sections } from '../../content/content.ts';
import { type Entry, kinds } from '../../content/entry.ts';
import { action, view } from '../../slack/router/routes.ts';
import { spaceSeparated, word } from '../../slack/router/value-formats.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';

/** The help, in its order. */
export const helpGroups = [
  {
    title: 'help.group.ask',
    lines: ['help.anything', 'help.lists', 'help.practice', 'help.mention'],
  },
  {
    title: 'help.group.channel',
    lines: ['help.tips', 'help.shoutout', 'help.coverage', 'help.recap'],
  },
  { title: 'help.group.own', lines: ['help.me', 'help.my-data', 'help.home', 'help.language'] },
  { title: 'help.group.more', lines: ['help.admin', 'help.about', 'help.more'] },
] as const;

const helpLines = helpGroups.flatMap(({ lines }) => [...lines]);

const pageSchema = z.enum(['menu', 'help', ...kinds, ...helpLines]);

/** The pages beside entries: the menu, the list of a kind, the help or one line of it. */
export type Page = z.infer<typeof pageSchema>;

const entryId = word;

/** An entry, and the section at which it opens: its position among the `details`. */
const entryRef = spaceSeparated({
  entry: word,
  section: z
    .string()
    .regex(/^\d{1,2}$/)
    .optional(),
});
export type EntryRef = z.infer<typeof entryRef>;

/** One signpost or two, by their ids. */
const signpostRef = spaceSeparated({ first: word, second: word.optional() });
export type SignpostRef = z.infer<typeof signpostRef>;

/** Characters. */
export const maxQuestion = 300;

/** `peek` answers below a message that others see too; the other routes replace a private one. */
export const routes = {
  read: action('guideline.read', entryRef),
  more: action('guideline.more', entryRef),
  peek: action('guideline.peek', entryId),
  share: action('guideline.share', entryRef),
  page: action('guideline.list', pageSchema),
  peekPage: action('guideline.peek-list', pageSchema),
  sharePage: action('guideline.share-page', pageSchema),
  menu: action('guideline.menu'),
  /** Opens signposts that may be meant. */
  danger: action('guideline.danger', signpostRef),
  /** Opens the form to ask. */
  openAsk: action('guideline.open-ask'),
  /** The question typed on the Home tab. */
  ask: action('guideline.ask', z.string().max(maxQuestion)),
  askForm: view('guideline.ask-form'),
};

/** Opens an entry by its title. */
export function readButton({ id, title: label }: Entry): ButtonSpec {
  return routes.read.button({ label, value: entryRefOf(id) });
}

/** The same, at the section that a search found. */
export function foundButton({ id, title: label }: Entry, sections: Sections): ButtonSpec {
  return routes.read.button({ label, value: entryRefOf(id, sections.get(id)) });
}

export const entryRefOf = (entry: string, section?: number): EntryRef =>
  section === undefined ? { entry } : { entry, section: String(section) };

/** Opens an entry for the person who presses, below a message that others see too. */
export function peekButton({ id, title }: Entry, label = title): ButtonSpec {
  const spoken = label === title ? {} : { spoken: `${label}: ${title}` };
  return routes.peek.button({ label, value: id, ...spoken });
}

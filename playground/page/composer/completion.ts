import type { PersonView } from '../../protocol.ts';

export type Suggestion = {
  readonly key: string;
  readonly kind: 'command' | 'person' | 'group' | 'channel';
  /** Replaces the typed text. */
  readonly insert: string;
  readonly label: string;
  readonly detail: string;
};

export type Completion = {
  /** The range that a suggestion replaces. */
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly Suggestion[];
};

const maxSuggestions = 8;

/** Suggestions for the word before the cursor; `undefined` when there are none. */
export function completion(text: string, cursor: number, view: PersonView): Completion | undefined {
  const before = text.slice(0, cursor);
  const word = /(?:^|[\s(])([/@#][^\s]*)$/.exec(before)?.[1];
  if (!word) return undefined;
  const from = cursor - word.length;
  if (word.startsWith('/') && from > 0) return undefined;
  const query = word.slice(1).toLowerCase();
  const suggestions = sources[word.slice(0, 1) as keyof typeof sources](view, query).slice(
    0,
    maxSuggestions,
  );
  return suggestions.length > 0 ? { from, to: cursor, suggestions } : undefined;
}

const sources = {
  '/': (view: PersonView, query: string): readonly Suggestion[] =>
    view.commands
      .filter(({ command }) => command.slice(1).toLowerCase().startsWith(query))
      .map(({ command, usage_hint, description }) => ({
        key: command,
        kind: 'command',
        insert: `${command} `,
        label: usage_hint ? `${command} ${usage_hint}` : command,
        detail: description,
      })),
  '@': (view: PersonView, query: string): readonly Suggestion[] => [
    ...view.people
      .filter((person) => !person.deleted && matches(query, person.name, person.real_name))
      .map((person) => ({
        key: person.id,
        kind: 'person' as const,
        insert: `@${person.name} `,
        label: person.real_name || person.name,
        detail: [`@${person.name}`, person.title, person.company].filter(Boolean).join(', '),
      })),
    ...view.usergroups
      .filter((group) => matches(query, group.handle, group.name))
      .map((group) => ({
        key: group.id,
        kind: 'group' as const,
        insert: `@${group.handle} `,
        label: group.name,
        detail: `@${group.handle}, user group`,
      })),
  ],
  '#': (view: PersonView, query: string): readonly Suggestion[] =>
    view.channels
      .filter((one) => (one.kind === 'public' || one.kind === 'private') && !one.is_archived)
      .filter((channel) => matches(query, channel.name))
      .map((channel) => ({
        key: channel.id,
        kind: 'channel',
        insert: `#${channel.name} `,
        label: `#${channel.name}`,
        detail: channel.kind === 'private' ? 'private channel' : '',
      })),
};

/** The command of the text, once its name is complete. */
export function currentCommand(text: string, view: PersonView) {
  const name = /^(\/\S+)\s/.exec(text)?.[1];
  return name ? view.commands.find(({ command }) => command === name) : undefined;
}

/** The text and the cursor after accepting a suggestion. */
export function accept(
  text: string,
  completed: Completion,
  suggestion: Suggestion,
): { readonly text: string; readonly cursor: number } {
  const rest = text.slice(completed.to).replace(/^ /, '');
  const start = text.slice(0, completed.from) + suggestion.insert;
  return { text: start + rest, cursor: start.length };
}

/** True when any word of a name starts with the query. */
function matches(query: string, ...names: readonly string[]): boolean {
  return names
    .flatMap((name) => [name, ...name.split(/[\s-]+/)])
    .some((name) => name.toLowerCase().startsWith(query));
}

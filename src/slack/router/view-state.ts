import type { ViewStateValue } from '@slack/bolt';
import type { ViewValues } from './feature.ts';

type State = {
  readonly values: {
    readonly [block: string]: { readonly [action: string]: ViewStateValue };
  };
};

/** What a form holds, by the names of its fields: the action id behind its `/`, or all of it. */
export function valuesOf({ values }: State): ViewValues {
  const inputs = Object.values(values).flatMap((inputs) => Object.entries(inputs));
  return Object.fromEntries(
    inputs.map(([action, input]) => [action.slice(action.indexOf('/') + 1), heldBy(input)]),
  );
}

/** What a person typed, word by word, in the order of the fields: what has to be given back when it can't be taken. */
export function typedIn({ values }: State): string {
  return Object.values(values)
    .flatMap((inputs) => Object.values(inputs))
    .flatMap(({ value }) => value?.trim() || [])
    .join('\n\n');
}

function heldBy(input: ViewStateValue): string | readonly string[] {
  const { selected_options, selected_users, selected_conversations, selected_channels } = input;
  const several = selected_users ?? selected_conversations ?? selected_channels;
  if (several) return several;
  if (selected_options) return selected_options.map(({ value }) => value);
  return (
    input.value ??
    input.selected_option?.value ??
    input.selected_date ??
    input.selected_time ??
    input.selected_user ??
    input.selected_conversation ??
    input.selected_channel ??
    ''
  );
}

export function textIn(values: ViewValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}

export function listIn(values: ViewValues, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value : [];
}

import type { ViewStateValue } from '@slack/bolt';
import { withoutControls } from '../../text/without-controls.ts';
import type { ViewValues } from './feature.ts';

type State = {
  readonly values: {
    readonly [block: string]: { readonly [action: string]: ViewStateValue };
  };
};

/** The values of a form by field name: the action id behind its `/`, or all of it. */
export function valuesOf({ values }: State): ViewValues {
  const inputs = Object.values(values).flatMap((inputs) => Object.entries(inputs));
  return Object.fromEntries(
    inputs.map(([action, input]) => [action.slice(action.indexOf('/') + 1), inputValue(input)]),
  );
}

/** All typed text in the order of the fields, to give back when a form can't be processed. */
export function typedIn({ values }: State): string {
  return Object.values(values)
    .flatMap((inputs) => Object.values(inputs))
    .flatMap(({ value }) => withoutControls(value ?? '').trim() || [])
    .join('\n\n');
}

function inputValue(input: ViewStateValue): string | readonly string[] {
  const { selected_options, selected_users, selected_conversations, selected_channels } = input;
  const ids = selected_users ?? selected_conversations ?? selected_channels;
  if (ids) return ids;
  if (selected_options) return selected_options.map(({ value }) => value);
  if (typeof input.value === 'string') return withoutControls(input.value);
  return (
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

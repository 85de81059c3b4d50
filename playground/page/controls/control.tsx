import type { ComponentType } from 'react';
import { UnsupportedBlock } from '../blocks/unsupported-block.tsx';
import { Button, FeedbackButtons } from './button.tsx';
import { Checkboxes, Radios } from './choice-inputs.tsx';
import { DateOrTime, DateTime } from './dates.tsx';
import { Overflow } from './overflow.tsx';
import { Picker } from './picker.tsx';
import { Select } from './select.tsx';
import { RichTextInput, TextInput } from './text-input.tsx';
import { ariaAttributes, type ControlProps } from './use-control.ts';

const controls: { readonly [type: string]: ComponentType<ControlProps> } = {
  button: Button,
  workflow_button: Button,
  icon_button: Button,
  feedback_buttons: FeedbackButtons,
  overflow: Overflow,
  static_select: Select,
  users_select: Select,
  conversations_select: Select,
  channels_select: Select,
  external_select: Picker,
  multi_static_select: Picker,
  multi_external_select: Picker,
  multi_users_select: Picker,
  multi_conversations_select: Picker,
  multi_channels_select: Picker,
  datepicker: DateOrTime,
  timepicker: DateOrTime,
  datetimepicker: DateTime,
  checkboxes: Checkboxes,
  radio_buttons: Radios,
  plain_text_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  number_input: TextInput,
  rich_text_input: RichTextInput,
  file_input: FileInput,
};

export function Control(props: ControlProps) {
  const Component = controls[props.element.type];
  return Component ? <Component {...props} /> : <UnsupportedBlock block={props.element} />;
}

/** Disabled: the local Slack accepts files from the app only. */
function FileInput({ element, labels }: ControlProps) {
  return (
    <>
      <input {...ariaAttributes(element, labels)} type="file" disabled />
      <p className="hint">The local Slack takes no files from people yet.</p>
    </>
  );
}

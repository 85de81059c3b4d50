import { type KeyboardEvent, useState } from 'react';
import type { RichText } from '../blocks/block-kit.ts';
import { plainText, typedRichText } from './typed-rich-text.ts';
import { aria, type ControlProps, useControl, useLater } from './use-control.ts';

const keyboards = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'decimal',
} as const;

/** Text of one or more lines, mail addresses, links and numbers. */
export function TextInput(props: ControlProps) {
  const { block, element, naming } = props;
  const { content, set, tell } = useControl(props);
  const { later } = useLater(600);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const text = typeof content === 'string' ? content : '';

  const write = (next: string) => {
    set(next || null);
    if (triggers.includes('on_character_entered')) later(() => tell(next || null));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (element.multiline && !event.metaKey && !event.ctrlKey) return;
    if (block.dispatch_action !== true || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    tell(text || null);
  };
  const shared = {
    ...aria(element, naming),
    className: 'text-input',
    value: text,
    placeholder: element.placeholder?.text,
    minLength: element.min_length,
    maxLength: element.max_length,
    onKeyDown,
  };
  if (element.multiline)
    return <textarea {...shared} rows={4} onChange={(event) => write(event.target.value)} />;
  return (
    <input
      {...shared}
      type="text"
      inputMode={keyboards[element.type as keyof typeof keyboards]}
      autoComplete="off"
      onChange={(event) => write(event.target.value)}
    />
  );
}

/** Formatted text as plain lines: `-` and `1.` make lists, `>` a quote. */
export function RichTextInput(props: ControlProps) {
  const { element, naming } = props;
  const { content, set } = useControl(props);
  const [text, setText] = useState(() => plainText(content as RichText | null));
  return (
    <textarea
      {...aria(element, naming)}
      className="text-input"
      rows={4}
      value={text}
      placeholder={element.placeholder?.text}
      onChange={(event) => {
        setText(event.target.value);
        set(typedRichText(event.target.value));
      }}
    />
  );
}

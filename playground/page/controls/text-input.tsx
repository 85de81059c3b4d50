import { type KeyboardEvent, useState } from 'react';
import type { RichText } from '../blocks/block-kit.ts';
import { formatRichText, parseRichText } from './parse-rich-text.ts';
import { ariaAttributes, type ControlProps, useControl, useDebounce } from './use-control.ts';

const keyboards = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'decimal',
} as const;

export function TextInput(props: ControlProps) {
  const { block, element, labels } = props;
  const { content, set, dispatch } = useControl(props);
  const { schedule } = useDebounce(600);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const text = typeof content === 'string' ? content : '';

  const write = (next: string) => {
    set(next || null);
    if (triggers.includes('on_character_entered')) schedule(() => dispatch(next || null));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (element.multiline && !event.metaKey && !event.ctrlKey) return;
    if (block.dispatch_action !== true || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    dispatch(text || null);
  };
  const shared = {
    ...ariaAttributes(element, labels),
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

/** Rich text as plain lines: `-` and `1.` make lists, `>` a quote. */
export function RichTextInput(props: ControlProps) {
  const { element, labels } = props;
  const { content, set } = useControl(props);
  const [text, setText] = useState(() => formatRichText(content as RichText | null));
  return (
    <textarea
      {...ariaAttributes(element, labels)}
      className="text-input"
      rows={4}
      value={text}
      placeholder={element.placeholder?.text}
      onChange={(event) => {
        setText(event.target.value);
        set(parseRichText(event.target.value));
      }}
    />
  );
}

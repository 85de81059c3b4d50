import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Icon } from '../parts/icons.tsx';
import { useSession } from '../session/session.ts';
import { currentCommand, type Suggestion } from './completion.ts';
import { CompletionMenu } from './completion-menu.tsx';
import { ShortcutsMenu } from './shortcuts-menu.tsx';
import { useCompletion } from './use-completion.ts';
import { useDraft } from './use-draft.ts';

type Props = {
  readonly channel: string;
  readonly thread?: string;
  readonly placeholder: string;
  readonly onSend: () => void;
};

/** Enter sends, Shift+Enter starts a new line; `/`, `@` and `#` open suggestions. */
export function Composer({ channel, thread, placeholder, onSend }: Props) {
  const { view, act } = useSession();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const { text, write, restore } = useDraft(
    `${view.workspace.id} ${view.me.id} ${channel} ${thread ?? ''}`,
  );
  const [failure, setFailure] = useState('');
  const suggest = useCompletion(text, view);
  const command = currentCommand(text, view);

  const send = async () => {
    if (!text.trim()) return;
    write('');
    setFailure('');
    suggest.close();
    onSend();
    const result = await act({
      type: 'send',
      channel,
      text,
      ...(thread ? { thread_ts: thread } : {}),
    });
    if (result.ok) return;
    setFailure(result.error);
    restore(text);
  };
  const take = (suggestion: Suggestion) => {
    const next = suggest.accept(suggestion);
    if (!next || !box.current) return;
    // Synchronously, so that the cursor doesn't jump while the user keeps typing.
    flushSync(() => write(next.text));
    box.current.focus();
    box.current.setSelectionRange(next.cursor, next.cursor);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = suggest.chosen;
    const complete = chosen?.kind === 'command' && chosen.insert.trim() === text.trim();
    if (
      chosen &&
      (event.key === 'Tab' || event.key === 'Enter') &&
      !event.shiftKey &&
      !(complete && event.key === 'Enter')
    ) {
      event.preventDefault();
      take(chosen);
    } else if (chosen && suggest.onKey(event.key)) event.preventDefault();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };

  return (
    <div className="composer-area">
      {failure ? (
        <p className="failure" role="alert">
          <Icon name="warning" size={16} /> {failure}
        </p>
      ) : null}
      <div className="composer">
        {suggest.open ? (
          <CompletionMenu id={id} suggestions={suggest.suggestions} at={suggest.at} choose={take} />
        ) : command ? (
          <p className="command-hint">
            <strong>{command.command}</strong> {command.usage_hint}{' '}
            <span>{command.description}</span>
          </p>
        ) : null}
        <textarea
          ref={box}
          rows={1}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-autocomplete="list"
          aria-controls={suggest.open ? id : undefined}
          aria-activedescendant={suggest.open ? `${id}${suggest.at}` : undefined}
          onChange={(event) => {
            write(event.target.value);
            suggest.onWrite(event.target.value, event.target.selectionStart);
          }}
          onSelect={(event) =>
            suggest.onWrite(event.currentTarget.value, event.currentTarget.selectionStart)
          }
          onKeyDown={onKeyDown}
          onBlur={suggest.close}
        />
        <div className="composer-tools">
          <ShortcutsMenu />
          <span className="composer-keys">
            <kbd>Shift</kbd> + <kbd>Enter</kbd> for a new line
          </span>
          <button
            type="button"
            className="send"
            aria-label="Send"
            title="Send"
            aria-disabled={!text.trim()}
            onClick={() => void send()}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
      <div className="visually-hidden" aria-live="polite">
        {suggest.open
          ? `${suggest.suggestions.length} suggestions. ${suggest.chosen?.label ?? ''}`
          : ''}
      </div>
    </div>
  );
}

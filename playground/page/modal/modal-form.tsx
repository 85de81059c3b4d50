import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ViewView } from '../../protocol.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { chooseCurrentConversation } from '../controls/current-conversation.ts';
import { inputsOf } from '../controls/input-store.ts';
import { validateForm } from '../controls/validation.ts';
import { stateOf } from '../controls/values.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icons.tsx';
import { useKeptFocus } from '../parts/kept-focus.ts';
import { useSession } from '../session/session.ts';

type Props = {
  readonly modal: ViewView;
  readonly titleId: string;
  /** Closing goes back to the view below. */
  readonly onTop: boolean;
  readonly close: () => void;
};

/** The form of a modal view. Validates input before it is submitted. */
export function ModalForm({ modal, titleId, onTop, close }: Props) {
  const { view, location, act } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const focused = useRef<'body' | 'footer'>(undefined);
  const [found, setFound] = useState<{ readonly [blockId: string]: string }>({});
  const [failure, setFailure] = useState('');
  const [pending, setPending] = useState(false);
  const container = useMemo(() => ({ type: 'view', view_id: modal.id }) as const, [modal.id]);
  const problems = useMemo(() => ({ ...modal.errors, ...found }), [modal.errors, found]);

  useKeptFocus(body);
  // Again when the app fills a view that it opened without any control.
  useEffect(() => {
    if (focused.current === 'body') return;
    const found = form.current?.querySelector(inBody) ? 'body' : 'footer';
    if (found !== focused.current) focusFirst(form.current);
    focused.current = found;
  });
  useEffect(() => {
    chooseCurrentConversation(modal.id, modal.blocks, location.channel);
  }, [modal.id, modal.blocks, location.channel]);
  useEffect(() => {
    if (Object.keys(problems).length > 0) focusProblem(form.current);
  }, [problems]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    const state = stateOf(modal.blocks, inputsOf(modal.id), modal.state.values);
    const problemsNow = validateForm(modal.blocks, state);
    setFound(problemsNow);
    setFailure('');
    if (Object.keys(problemsNow).length > 0) return;
    setPending(true);
    const result = await act({ type: 'submit', view_id: modal.id, state });
    setPending(false);
    if (!result.ok) setFailure(result.error);
  };

  return (
    <form ref={form} className="modal-form" noValidate onSubmit={(event) => void submit(event)}>
      <header className="modal-header">
        <Avatar id={view.app.bot_user_id} name={view.app.name} size="small" />
        <h2 id={titleId} className="dialog-title">
          {modal.title?.text}
        </h2>
        <button
          type="button"
          className="plain-button"
          aria-label={onTop ? 'Back' : 'Close'}
          title={onTop ? 'Back' : 'Close'}
          onClick={close}
        >
          <Icon name={onTop ? 'back' : 'close'} />
        </button>
      </header>
      <div ref={body} className="modal-body">
        <BlockList
          blocks={modal.blocks}
          container={container}
          savedValues={modal.state.values}
          problems={problems}
        />
      </div>
      {failure ? (
        <p className="failure modal-failure" role="alert">
          {failure}
        </p>
      ) : null}
      <footer className="dialog-footer">
        <button type="button" className="button" onClick={close}>
          {modal.close?.text ?? (onTop ? 'Back' : 'Close')}
        </button>
        {modal.submit ? (
          <button
            type="submit"
            className="button button-full-primary"
            aria-busy={pending || undefined}
          >
            {modal.submit.text}
          </button>
        ) : null}
      </footer>
    </form>
  );
}

const fillable = 'input:not([disabled]), textarea, select, .picker';
const inBody = `.modal-body :is(${fillable}, button)`;

function focusFirst(form: HTMLFormElement | null): void {
  const wanted = form?.querySelector<HTMLElement>('[data-focus-on-load]');
  const first = wanted ?? form?.querySelector<HTMLElement>(inBody);
  (first ?? form?.querySelector<HTMLElement>('.dialog-footer button'))?.focus();
}

function focusProblem(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>(`.has-problem :is(${fillable})`)?.focus();
}

import { useState } from 'react';
import { useToast } from './parts/toast.tsx';
import { useSession } from './session/session.ts';

/** Says that the app is not in this workspace, and adds it. */
export function AddApp() {
  const { view, act } = useSession();
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    const result = await act({ type: 'add-app' });
    setBusy(false);
    if (!result.ok) return toast(result.error);
    // The button is about to go.
    document.querySelector<HTMLElement>('.composer textarea')?.focus();
  };
  return (
    <section className="add-app" aria-label={`Add ${view.app.name}`}>
      <p>
        {view.app.name} is not in the workspace {view.workspace.name} yet.
      </p>
      {view.app.can_be_added ? (
        <button
          type="button"
          className="button button-full-primary"
          disabled={isBusy}
          onClick={() => void add()}
        >
          Add to Slack
        </button>
      ) : null}
    </section>
  );
}

import { useState } from 'react';
import { useToast } from './parts/toast.tsx';
import { useSession } from './session/session.ts';

/** Says that the app is not in this workspace, and adds it. */
export function AddApp() {
  const { view, act } = useSession();
  const { name, can_be_added, organisation } = view.app;
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
    <section className="add-app" aria-label={`Add ${name}`}>
      <p>
        {organisation
          ? `${name} is not in the organisation ${organisation.name} yet. You add it to all workspaces there at once: ${listed(organisation.workspaces)}.`
          : `${name} is not in the workspace ${view.workspace.name} yet.`}
      </p>
      {can_be_added ? (
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

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names);
}

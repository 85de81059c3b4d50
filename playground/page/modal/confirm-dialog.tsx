import { type ReactNode, useCallback, useId, useState } from 'react';
import type { Confirm } from '../blocks/block-kit.ts';
import { Text } from '../blocks/text.tsx';
import { ConfirmContext } from '../controls/interaction.ts';
import { Dialog } from '../parts/dialog.tsx';

type Confirmation = { readonly confirm: Confirm; readonly answer: (yes: boolean) => void };

/** Provides confirmation dialogs to the controls. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Confirmation>();
  const ask = useCallback(
    (confirm: Confirm) =>
      new Promise<boolean>((resolve) => {
        const answer = (yes: boolean) => {
          setAsked(undefined);
          resolve(yes);
        };
        setAsked({ confirm, answer });
      }),
    [],
  );
  return (
    <ConfirmContext value={ask}>
      {children}
      {asked ? <ConfirmDialog {...asked} /> : null}
    </ConfirmContext>
  );
}

function ConfirmDialog({ confirm, answer }: Confirmation) {
  const id = useId();
  return (
    <Dialog labelledBy={id} className="dialog-small" onCancel={() => answer(false)}>
      <h2 id={id} className="dialog-title">
        {confirm.title?.text ?? 'Are you sure?'}
      </h2>
      <div className="dialog-body">{confirm.text ? <Text text={confirm.text} /> : null}</div>
      <div className="dialog-footer">
        <button type="button" className="button" onClick={() => answer(false)}>
          {confirm.deny?.text ?? 'Cancel'}
        </button>
        <button
          type="button"
          className={`button button-full-${confirm.style ?? 'primary'}`}
          onClick={() => answer(true)}
        >
          {confirm.confirm?.text ?? 'Confirm'}
        </button>
      </div>
    </Dialog>
  );
}

import { useId } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { useSession } from '../session/session.ts';
import { ModalForm } from './modal-form.tsx';

/** Shows the topmost view of the stack of modals. */
export function Modals() {
  const { view, act } = useSession();
  const titleId = useId();
  const top = view.views.at(-1);
  if (!top) return null;
  const close = () => void act({ type: 'close', view_id: top.id });
  return (
    <Dialog labelledBy={titleId} className="modal" onCancel={close}>
      <ModalForm
        key={top.id}
        modal={top}
        titleId={titleId}
        onTop={view.views.length > 1}
        close={close}
      />
    </Dialog>
  );
}

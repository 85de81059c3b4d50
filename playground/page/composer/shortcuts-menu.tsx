import { Icon } from '../parts/icons.tsx';
import { Menu } from '../parts/menu.tsx';
import { useToast } from '../parts/toast.tsx';
import { useSession } from '../session/session.ts';

/** The app's global shortcuts, behind the `+` of the composer. */
export function ShortcutsMenu() {
  const { view, act } = useSession();
  const toast = useToast();
  const shortcuts = view.shortcuts.filter((one) => one.type === 'global');
  const start = async (callback_id: string) => {
    const result = await act({ type: 'shortcut', callback_id });
    if (!result.ok) toast(result.error);
  };
  return (
    <Menu
      label="Shortcuts"
      heading={shortcuts.length > 0 ? 'Shortcuts' : 'No global shortcuts in the manifest'}
      className="composer-plus"
      items={shortcuts.map((one) => ({
        key: one.callback_id,
        label: one.name,
        detail: one.description,
        choose: () => void start(one.callback_id),
      }))}
    >
      <Icon name="plus" />
    </Menu>
  );
}

import type { MessageView } from '../../protocol.ts';
import { Emoji, quickReactions } from '../parts/emoji.tsx';
import { Icon } from '../parts/icons.tsx';
import { Menu } from '../parts/menu.tsx';
import { useToast } from '../parts/toast.tsx';
import { useSession } from '../session/session.ts';

type Props = {
  readonly message: MessageView;
  readonly inThread: boolean;
  readonly onMenu: (open: boolean) => void;
};

/** Actions on the message that is hovered or focused. */
export function MessageToolbar({ message, inThread, onMenu }: Props) {
  const { view, location, navigate, act } = useSession();
  const toast = useToast();
  const { channel, ts } = message;
  const react = (name: string) => void act({ type: 'react', channel, ts, name });
  const startShortcut = async (callback_id: string) => {
    const result = await act({ type: 'shortcut', callback_id, channel, ts });
    if (!result.ok) toast(result.error);
  };
  const shortcuts = view.shortcuts.filter((one) => one.type === 'message');

  return (
    <div className="message-toolbar" role="toolbar" aria-label="Message actions">
      {quickReactions.slice(0, 3).map(([name, , label]) => (
        <button
          key={name}
          type="button"
          aria-label={`React: ${label}`}
          title={label}
          onClick={() => react(name)}
        >
          <Emoji name={name} />
        </button>
      ))}
      <Menu
        label="Add reaction"
        onOpenChange={onMenu}
        items={quickReactions.map(([name, character, label]) => ({
          key: name,
          label: `${character} ${label}`,
          choose: () => react(name),
        }))}
      >
        <Icon name="smile" />
      </Menu>
      {inThread ? null : (
        <button
          type="button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => navigate({ ...location, channel, thread: message.thread_ts ?? ts })}
        >
          <Icon name="reply" />
        </button>
      )}
      <Menu
        label="More actions"
        onOpenChange={onMenu}
        heading={
          shortcuts.length > 0 ? 'Message shortcuts' : 'No message shortcuts in the manifest'
        }
        items={shortcuts.map((one) => ({
          key: one.callback_id,
          label: one.name,
          detail: view.app.name,
          choose: () => void startShortcut(one.callback_id),
        }))}
      >
        <Icon name="more" />
      </Menu>
    </div>
  );
}

import type { MessageView } from '../../protocol.ts';
import { useSession } from '../session/session.ts';

/** “2 replies” below the first message of a thread. */
export function ThreadLink({ message }: { message: MessageView }) {
  const { place, go } = useSession();
  if (message.reply_count === 0) return null;
  return (
    <button
      type="button"
      className="thread-link"
      onClick={() => go({ ...place, channel: message.channel, thread: message.ts })}
    >
      {message.reply_count === 1 ? '1 reply' : `${message.reply_count} replies`}
      <span className="thread-link-hint">View thread</span>
    </button>
  );
}

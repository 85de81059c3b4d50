import type { MessageView } from '../../protocol.ts';
import { Emoji } from '../parts/emoji.tsx';
import { personName } from '../session/names.ts';
import { useSession } from '../session/session.ts';

/** The reactions to a message; pressing one adds or removes the user's own. */
export function Reactions({ message }: { message: MessageView }) {
  const { view, act } = useSession();
  if (message.reactions.length === 0) return null;
  return (
    <div className="reactions">
      {message.reactions.map(({ name, users }) => {
        const who = users.map((id) => personName(view, id)).join(', ');
        return (
          <button
            key={name}
            type="button"
            className="reaction"
            aria-pressed={users.includes(view.me.id)}
            aria-label={`${name.replaceAll('_', ' ')}: ${users.length}, from ${who}`}
            title={`${who} reacted with :${name}:`}
            onClick={() =>
              void act({ type: 'react', channel: message.channel, ts: message.ts, name })
            }
          >
            <Emoji name={name} /> {users.length}
          </button>
        );
      })}
    </div>
  );
}

import type { ChannelView } from '../../protocol.ts';
import { Conversation } from './conversation.tsx';
import { PaneHeader } from './pane-header.tsx';

export function ChannelPane({ channel }: { channel: ChannelView }) {
  return (
    <div className="pane">
      <PaneHeader channel={channel} />
      <Conversation channel={channel} />
    </div>
  );
}

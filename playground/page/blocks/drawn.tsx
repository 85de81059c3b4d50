import { type Block as LibraryBlock, Message } from 'slack-blocks-to-jsx';
import { dark, useMedia } from '../session/use-media.ts';
import { Boundary } from './boundary.tsx';
import { mentionHooks } from './mentions.tsx';

/** One block that is only read, drawn by the library. It knows newer kinds than its types say, so the type is not looked at. */
export function Drawn({ block }: { block: object }) {
  const isDark = useMedia(dark);
  return (
    <Boundary block={block}>
      <Message
        blocks={[block as LibraryBlock]}
        withoutWrapper
        theme={isDark ? 'dark' : 'light'}
        hooks={mentionHooks}
        logo=""
        name=""
      />
    </Boundary>
  );
}

import { type Block as LibraryBlock, Message } from 'slack-blocks-to-jsx';
import { darkScheme, useMediaQuery } from '../session/use-media-query.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { mentionHooks } from './mentions.tsx';

/** A read-only block, rendered by the library, which supports more types than its typings list. */
export function RenderedBlock({ block }: { block: object }) {
  const isDark = useMediaQuery(darkScheme);
  return (
    <ErrorBoundary block={block}>
      <Message
        blocks={[block as LibraryBlock]}
        withoutWrapper
        theme={isDark ? 'dark' : 'light'}
        hooks={mentionHooks}
        logo=""
        name=""
      />
    </ErrorBoundary>
  );
}

import { useEffect, useRef } from 'react';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icons.tsx';
import { useSession } from '../session/session.ts';
import type { Suggestion } from './completion.ts';

type Props = {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  /** The index of the active suggestion. */
  readonly at: number;
  readonly choose: (suggestion: Suggestion) => void;
};

const headings = {
  command: 'Commands',
  person: 'People',
  group: 'People',
  channel: 'Channels',
} as const;

export function CompletionMenu({ id, suggestions, at, choose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelectorAll('[role="option"]')[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div ref={list} id={id} className="completion" role="listbox" aria-label="Suggestions">
      <p className="menu-heading">{headings[suggestions[0]?.kind ?? 'command']}</p>
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text box, which keeps the focus
        <div
          key={suggestion.key}
          id={`${id}${index}`}
          role="option"
          aria-selected={index === at}
          tabIndex={-1}
          className="suggestion"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(suggestion)}
        >
          <SuggestionPicture suggestion={suggestion} />
          <span className="suggestion-label">{suggestion.label}</span>
          <span className="suggestion-detail">{suggestion.detail}</span>
        </div>
      ))}
    </div>
  );
}

function SuggestionPicture({ suggestion }: { suggestion: Suggestion }) {
  const { view } = useSession();
  if (suggestion.kind === 'command')
    return <Avatar id={view.app.bot_user_id} name={view.app.name} size="small" />;
  if (suggestion.kind === 'person')
    return <Avatar id={suggestion.key} name={suggestion.label} size="small" />;
  return <Icon name={suggestion.kind === 'group' ? 'people' : 'hash'} />;
}

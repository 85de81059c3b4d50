import type { Clock } from '../ports/clock.ts';
import type { Languages } from '../ports/languages.ts';
import type { Planner } from '../ports/outbox.ts';

/** Milliseconds before a message is due from which on it doesn't wait for its language. */
const waitsUntil = 60 * 60_000;

/**
 * Composes what is posted later in the language of the place: of a channel, or of a person. The
 * outbox tries again while that isn't known, but a message in the default language is better than
 * none.
 */
export function inTheirLanguage(
  planner: Planner,
  { languages, clock }: { readonly languages: Languages; readonly clock: Clock },
): Planner {
  return {
    ...planner,
    compose: (appointment, due) => {
      const reader = { workspace: appointment.workspace, id: due.place.channel };
      const compose = () => planner.compose(appointment, due);
      return due.postAt * 1000 - clock.now() > waitsUntil
        ? languages.inKnownLanguageOf(reader, compose)
        : languages.inLanguageOf(reader, compose);
    },
  };
}

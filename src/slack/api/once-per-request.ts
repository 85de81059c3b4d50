import type { Person, Slack } from '../../ports/slack.ts';

/**
 * Asks for each person once in a request: their language, name and role are needed in several places.
 * `request`: that which is being handled, if any.
 */
export function oncePerRequest(slack: Slack, request: () => object | undefined): Slack {
  const answers = new WeakMap<object, Map<string, Promise<Person>>>();
  return {
    ...slack,
    person: (user) => {
      const current = request();
      if (!current) return slack.person(user);
      const known = answers.get(current) ?? new Map<string, Promise<Person>>();
      answers.set(current, known);
      const asked = known.get(user);
      if (asked) return asked;
      const answer = slack.person(user);
      known.set(user, answer);
      // Asked again after a failure.
      answer.catch(() => known.delete(user));
      return answer;
    },
  };
}

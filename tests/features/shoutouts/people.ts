import type { Person } from '../../../src/ports/slack.ts';

export function somebody(id: string, facts: Partial<Person> = {}): Person {
  return {
    id,
    name: id.toLowerCase(),
    timeZone: 'Europe/Lisbon',
    locale: undefined,
    isBot: false,
    isDeactivated: false,
    isStranger: false,
    isGuest: false,
    isAdmin: false,
    ...facts,
  };
}

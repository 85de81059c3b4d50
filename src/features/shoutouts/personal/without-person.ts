import type { GivenChoice } from '../../../ports/personal-data.ts';
import { mentionsId } from '../../../text/mentions-id.ts';
import type { Report, ReportMessage, SentMessages, Week } from '../records/keys.ts';
import type { Pending, Shoutout } from '../shoutout.ts';
import type { Transition } from '../transitions.ts';

/**
 * What becomes of a shout-out when somebody's data is deleted. Thanks they received lose their name,
 * and go if nobody else was thanked. Thanks they gave go, or stay from a colleague; hidden ones,
 * which only the giver could still see, go in any case.
 */
export function withoutPerson(user: string, given: GivenChoice): Transition {
  return (before) => {
    const isGiver = before.from === user;
    if (isGiver && (given === 'delete' || before.state === 'hidden')) return 'deleted';
    const people = others(before.people, user);
    if (people.length === 0) return 'deleted';
    if (!isNamed(before, user)) return undefined;
    return closed(before, withoutId({ ...before, people }, user), user);
  };
}

/** Whether the record holds the id, apart from what people typed. */
const isNamed = ({ text: _, link: __, ...record }: Shoutout, user: string): boolean =>
  mentionsId(user)(JSON.stringify(record));

function withoutId({ from, pending, ...rest }: Shoutout, user: string): Shoutout {
  return {
    ...rest,
    ...(from === undefined || from === user ? {} : { from }),
    ...(pending ? { pending: pendingWithout(pending, user) } : {}),
    asked: others(rest.asked, user),
    agreed: others(rest.agreed, user),
    declined: others(rest.declined, user),
    seenBy: others(rest.seenBy, user),
  };
}

/** The others have not agreed for a person whose answer was open, or was no: it stays private. */
function closed(before: Shoutout, after: Shoutout, user: string): Shoutout {
  const { asked, declined, state } = before;
  const isOpen = state === 'waiting' && (asked.includes(user) || declined.includes(user));
  return isOpen ? { ...after, state: 'private', asked: [] } : after;
}

function pendingWithout({ by, ...pending }: Pending, user: string): Pending {
  return {
    ...pending,
    ...(by === undefined || by === user ? {} : { by }),
    notify: others(pending.notify, user),
    unlessThere: others(pending.unlessThere, user),
  };
}

const others = (ids: readonly string[], user: string): string[] => ids.filter((id) => id !== user);

type WithReporter = { readonly by?: string | undefined };

/** Without the name of a person in this role. */
function unnamed<Named extends WithReporter>(named: Named, user: string): Named {
  if (named.by !== user) return named;
  const { by: _, ...rest } = named;
  return rest as Named;
}

/** The words why stay for the moderators, without the name. */
export function reportWithout(report: Report, user: string): Report {
  const reasons = report.reasons.map((reason) => unnamed(reason, user));
  return { ...report, by: others(report.by, user), reasons };
}

export function reportMessageWithout(report: ReportMessage, user: string): ReportMessage {
  const { decision, reasons, ...rest } = unnamed(report, user);
  return {
    ...rest,
    reasons: reasons.map((reason) => unnamed(reason, user)),
    ...(decision ? { decision: unnamed(decision, user) } : {}),
  };
}

export function messagesWithout({ sent, report }: SentMessages, user: string): SentMessages {
  return {
    sent: sent.filter((one) => one.user !== user),
    ...(report ? { report: reportMessageWithout(report, user) } : {}),
  };
}

/** The counts of the skills stay. */
export function weekWithout({ people, ...week }: Week, user: string): Week {
  const { [user]: _, ...rest } = people;
  return { ...week, people: rest };
}

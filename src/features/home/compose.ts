import type { HomeView } from '@slack/types';
import { dateIn } from '../../calendar/today.ts';
import type { Content } from '../../content/content.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InLanguageOf } from '../../ports/languages.ts';
import type { Log } from '../../ports/log.ts';
import type { Person, Slacks } from '../../ports/slack.ts';
import type { Reads } from '../../ports/store.ts';
import { lookUpTimeout, withTimeout } from '../../slack/router/with-timeout.ts';
import {
  type ButtonSpec,
  buttons,
  divider,
  heading,
  paragraph,
  prose,
} from '../../slack/ui/blocks.ts';
import type { Field } from '../../slack/ui/fields.ts';
import type { Part } from '../../slack/ui/message.ts';
import { homeView } from '../../slack/ui/views.ts';
import { readTogether } from './read-together.ts';
import type { Owner } from './record.ts';

/** A person as the features see them that show something on the Home tab. */
type HomePerson = Owner & {
  /** Today, by the person's clock. */
  readonly date: string;
  /** IANA name. */
  readonly zone: string;
  /** Whether they see less than all public channels. */
  readonly isGuest: boolean;
  /** Whether Slack calls them an administrator. */
  readonly isAdmin: boolean;
  /** Whether they may give shout-outs. */
  readonly mayThank: boolean;
};

type Parts = readonly Part[];

/** What the tips feature shows. */
export type TipsOnHome = {
  readonly today: Parts;
  /** Opens the person's own plan, or the form for a first one. */
  readonly plan: ButtonSpec;
  readonly focus: Parts;
  readonly trying: Parts;
  readonly plans: Parts;
};

/**
 * What features show on the Home tab of a person. A function rejects if what it reads can't be read;
 * the others are shown all the same.
 */
type HomeParts = {
  readonly mayThank: (person: Omit<HomePerson, 'mayThank'>) => Promise<boolean>;
  /** Without `store` nothing is read. */
  readonly tips: (person: HomePerson, store: Reads | undefined) => Promise<TipsOnHome>;
  /** Received and given, and an older moment; none if there are none. */
  readonly thanks: (person: HomePerson, store: Reads) => Promise<Parts>;
  /** Those of channels that the person set up, with their next dates. */
  readonly recaps: (person: HomePerson, store: Reads) => Promise<Parts>;
  readonly coverage: (person: HomePerson, store: Reads) => Promise<Parts>;
  readonly preferences: (person: HomePerson, store: Reads) => Promise<Parts>;
  /** The buttons for asking and thanking. */
  readonly jobs: (person: HomePerson) => readonly ButtonSpec[];
  /** None for people who aren't administrators. */
  readonly admin: (person: HomePerson) => Promise<Parts>;
  readonly library: () => readonly (Part | Field)[];
};

export type ComposeDeps = {
  readonly store: Reads;
  readonly content: () => Content;
  readonly inLanguageOf: InLanguageOf;
  readonly slacks: Slacks;
  readonly clock: Clock;
  readonly log: Log;
  readonly parts: HomeParts;
};

export type Composed = {
  readonly view: HomeView;
  /** Whether something is missing that couldn't be read. */
  readonly isPartial: boolean;
};

/** Composes the Home tab of a person from fresh data; never rejects. */
export function composer(deps: ComposeDeps) {
  const { content, inLanguageOf, log, parts } = deps;
  const knownPeople = people(deps);

  async function compose(owner: Owner): Promise<Composed> {
    const found = await knownPeople.find(owner);
    const person = { ...found, mayThank: await parts.mayThank(found) };
    const store = readTogether(deps.store);
    const failures: unknown[] = [];
    const orNone = <Value>(reading: Promise<Value>, none: Value): Promise<Value> =>
      reading.catch((error: unknown) => {
        failures.push(error);
        return none;
      });
    const [tips, thanks, recaps, coverage, preferences, admin] = await Promise.all([
      orNone<TipsOnHome | undefined>(parts.tips(person, store), undefined),
      orNone<Parts>(parts.thanks(person, store), []),
      orNone<Parts>(parts.recaps(person, store), []),
      orNone<Parts>(parts.coverage(person, store), []),
      orNone<Parts>(parts.preferences(person, store), []),
      orNone<Parts>(parts.admin(person), []),
    ]);
    const isPartial = failures.length > 0;
    if (isPartial) log.warn({ err: failures[0] }, 'could not read all of a Home tab');
    const { today, plan, focus, trying, plans } = tips ?? (await parts.tips(person, undefined));
    const { words } = content();
    const setUp = [...plans, ...recaps];
    const title = prose([{ text: words('home.plans'), style: 'bold' }]);
    const isNew = !isPartial && [thanks, trying, setUp].every(({ length }) => length === 0);
    const view = homeView([
      ...(isPartial ? [prose([{ text: words('home.partial'), style: 'bold' }])] : []),
      ...(isNew ? [heading(words('home.welcome')), paragraph(words('home.welcome-text'))] : []),
      buttons([...parts.jobs(person), plan]),
      ...separated([today]),
      ...separated([thanks, trying, focus, setUp.length > 0 ? [title, ...setUp] : []]),
      divider(),
      ...parts.library(),
      ...separated([coverage, preferences, admin]),
    ]);
    return { view, isPartial };
  }

  return {
    compose: (owner: Owner): Promise<Composed> =>
      inLanguageOf({ workspace: owner.workspace, id: owner.user }, () =>
        compose(owner).catch((error: unknown) => {
          log.error({ err: error }, 'could not compose a Home tab');
          const view = homeView([paragraph(content().words('home.partial'))]);
          return { view, isPartial: true };
        }),
      ),
    forget: knownPeople.forget,
  };
}

/** Each group that isn't empty below a line. */
function separated(groups: readonly Parts[]): Part[] {
  return groups.flatMap((group) => (group.length > 0 ? [divider(), ...group] : []));
}

/** Milliseconds. */
const factsTtl = 60 * 60_000;
const maxRemembered = 10_000;

type Facts = Pick<Person, 'timeZone' | 'isGuest' | 'isAdmin'>;

/**
 * Time zones and roles, remembered for an hour, as Slack limits how often it is asked. If it doesn't
 * answer, the person counts as a guest, who sees less. Slack's event about a change of a person makes
 * it forget them.
 */
function people({ slacks, clock }: Pick<ComposeDeps, 'slacks' | 'clock'>) {
  const known = new Map<string, Facts & { readonly until: number }>();
  const nameOf = ({ workspace, user }: Owner) => `${workspace}/${user}`;

  async function factsOf(owner: Owner): Promise<Facts> {
    const name = nameOf(owner);
    const remembered = known.get(name);
    if (remembered && remembered.until > clock.now()) return remembered;
    const slack = await slacks(owner.workspace);
    const { timeZone, isGuest, isStranger, isAdmin } = await slack.person(owner.user);
    const facts = { timeZone, isGuest: isGuest || isStranger, isAdmin };
    const [oldest] = known.keys();
    if (known.size >= maxRemembered && oldest !== undefined) known.delete(oldest);
    known.set(name, { ...facts, until: clock.now() + factsTtl });
    return facts;
  }

  return {
    find: async (owner: Owner): Promise<Omit<HomePerson, 'mayThank'>> => {
      const unknown = { timeZone: 'UTC', isGuest: true, isAdmin: false };
      const facts = await withTimeout(factsOf(owner), lookUpTimeout).catch(() => unknown);
      const { timeZone: zone, isGuest, isAdmin } = facts;
      return { ...owner, zone, date: dateIn(zone, clock.now()), isGuest, isAdmin };
    },
    forget: (owner: Owner): void => void known.delete(nameOf(owner)),
  };
}

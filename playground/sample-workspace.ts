import type { WorkspaceSeed } from './server/state/workspace-seed.ts';

const owner = { is_admin: true, is_owner: true } as const;
const general = { name: 'general', topic: 'Everything for everyone', app: true } as const;

/** A department store with a service desk. A bakery delivers to it, and shares a channel with it. */
const harbor: WorkspaceSeed = {
  name: 'Harbor & Co.',
  domain: 'harbor',
  other_teams: [{ name: 'Corner Bakery', domain: 'corner-bakery', relation: 'connect' }],
  people: [
    {
      name: 'ana',
      real_name: 'Ana Duarte',
      title: 'Head of Service Desk',
      tz: 'Europe/Lisbon',
      locale: 'en-GB',
      ...owner,
    },
    { name: 'ben', real_name: 'Ben Okafor', title: 'Service Desk', tz: 'Europe/London' },
    {
      name: 'chiara',
      real_name: 'Chiara Lindt',
      title: 'Returns Counter',
      tz: 'Europe/Berlin',
      locale: 'de-DE',
    },
    { name: 'dev', real_name: 'Dev Raman', title: 'Phone Team, evenings', tz: 'Asia/Kolkata' },
    { name: 'erin', real_name: 'Erin Walsh', title: 'Shop Floor, Chicago', tz: 'America/Chicago' },
    {
      name: 'fumiko',
      real_name: 'Fumiko Tanabe',
      title: 'Summer Help',
      tz: 'Asia/Tokyo',
      guest: 'restricted',
    },
    {
      name: 'gustav',
      real_name: 'Gustav Holm',
      title: 'Left in spring',
      tz: 'Europe/Stockholm',
      deleted: true,
    },
    { name: 'tillbot', real_name: 'Till Bot', title: 'Reports the tills', is_bot: true },
    {
      name: 'lucia',
      real_name: 'Lucía Ortega',
      title: 'Encargada de tienda, Madrid',
      tz: 'Europe/Madrid',
      locale: 'es-ES',
    },
    {
      name: 'mateo',
      real_name: 'Mateo Ríos',
      title: 'Caja y devoluciones, Ciudad de México',
      tz: 'America/Mexico_City',
      locale: 'es-LA',
    },
    {
      name: 'sofie',
      real_name: 'Sofie Brandt',
      title: 'Deliveries',
      tz: 'Europe/Copenhagen',
      team: 'Corner Bakery',
    },
  ],
  channels: [
    {
      ...general,
      messages: [
        { from: 'ana', text: 'Good morning! The lifts work again, all four of them.' },
        { from: 'erin', text: 'Best news of the week :tada:' },
      ],
    },
    {
      name: 'service-desk',
      topic: 'Whoever stands in front of us',
      members: ['ana', 'ben', 'chiara', 'dev', 'erin', 'fumiko'],
      app: true,
      messages: [
        {
          from: 'ben',
          text: 'A gentleman at desk 2 has lost his receipt. The kettle is ours, I can see that.',
        },
        { from: 'chiara', text: 'Send him over, I will find it by his card.' },
        {
          from: 'dev',
          text: 'And the lady from yesterday rang: the replacement arrived, she says *thank you*.',
        },
      ],
    },
    {
      name: 'returns-counter',
      private: true,
      topic: 'Counter only',
      members: ['ana', 'chiara', 'ben'],
      messages: [{ from: 'chiara', text: 'Three toasters today. Same batch, I put them aside.' }],
    },
    {
      name: 'tienda',
      topic: 'Todo lo de la tienda de Madrid',
      locale: 'es-ES',
      members: ['ana', 'ben', 'lucia', 'mateo'],
      app: true,
      messages: [
        {
          from: 'lucia',
          text: 'Hoy abrimos a las diez. La señora del paraguas azul ha llamado: *mil gracias a todos*.',
        },
        { from: 'mateo', text: '¡Qué bueno! El paraguas estaba debajo de la caja 3.' },
      ],
    },
    { name: 'random', topic: 'Lunch, dogs, football' },
    { name: 'summer-sale-last-year', archived: true, members: ['ana', 'ben'] },
    {
      name: 'bakery-deliveries',
      topic: 'Shared with Corner Bakery',
      app: true,
      members: ['ana', 'ben', 'sofie'],
      messages: [
        {
          from: 'sofie',
          text: 'The rolls for your café come at seven tomorrow, through the side door.',
        },
        { from: 'ben', text: 'Thank you for coming twice on Saturday, Sofie!' },
      ],
    },
  ],
  usergroups: [{ handle: 'desk', name: 'Service Desk', users: ['ben', 'chiara', 'dev'] }],
};

/** A hotel, which works with the department store in a channel shared through Slack Connect. */
const lighthouse: WorkspaceSeed = {
  name: 'Lighthouse Hotel',
  domain: 'lighthouse',
  other_teams: [{ name: 'Harbor & Co.', domain: 'harbor', relation: 'connect' }],
  people: [
    {
      name: 'hana',
      real_name: 'Hana Novak',
      title: 'Manager',
      tz: 'Europe/Prague',
      ...owner,
    },
    { name: 'igor', real_name: 'Igor Petrov', title: 'Reception', tz: 'Europe/Prague' },
    { name: 'jo', real_name: 'Jo Martin', title: 'Night Desk', tz: 'Europe/Lisbon' },
    { name: 'kim', real_name: 'Kim Berg', title: 'Gift Cards', team: 'Harbor & Co.' },
  ],
  channels: [
    {
      ...general,
      messages: [{ from: 'hana', text: 'The harbour view rooms are ready again.' }],
    },
    {
      name: 'reception',
      topic: 'Whoever stands in front of us',
      app: true,
      messages: [{ from: 'igor', text: 'A family of five arrives at nine, with a very old dog.' }],
    },
    {
      name: 'harbor-gift-cards',
      topic: 'Shared with Harbor & Co.',
      app: true,
      members: ['hana', 'igor', 'kim'],
      messages: [{ from: 'kim', text: 'Your guests can pay with our gift cards from Monday on.' }],
    },
  ],
};

/** An Enterprise Grid organisation with two workspaces: a ferry line, ashore and on board. */
const enterprise = 'Island Ferries';

const terminal: WorkspaceSeed = {
  name: 'Ferry Terminal',
  domain: 'ferry-terminal',
  enterprise,
  people: [
    {
      name: 'nadia',
      real_name: 'Nadia Haddad',
      title: 'Terminal Manager',
      tz: 'Europe/Lisbon',
      ...owner,
    },
    { name: 'oskar', real_name: 'Oskar Lind', title: 'Ticket Desk', tz: 'Europe/Lisbon' },
  ],
  channels: [
    {
      ...general,
      messages: [{ from: 'nadia', text: 'The noon ferry is an hour late today.' }],
    },
    {
      name: 'ticket-desk',
      topic: 'Whoever stands in front of us',
      app: true,
      messages: [{ from: 'oskar', text: 'A school class of thirty has missed the early boat.' }],
    },
  ],
};

const crew: WorkspaceSeed = {
  name: 'Ferry Crew',
  domain: 'ferry-crew',
  enterprise,
  people: [
    {
      name: 'paula',
      real_name: 'Paula Reis',
      title: 'Purser',
      tz: 'Atlantic/Azores',
      ...owner,
    },
    { name: 'quinn', real_name: 'Quinn Daly', title: 'Café on deck 4', tz: 'Atlantic/Azores' },
  ],
  channels: [
    {
      ...general,
      messages: [
        { from: 'paula', text: 'Rough sea until evening: please keep bags and water ready.' },
      ],
    },
  ],
};

/** One workspace, for an app that has one token. */
export const sampleWorkspaces: readonly WorkspaceSeed[] = [harbor];

/** Workspaces to which people add the app: two by themselves, and two of an organisation. */
export const sampleWorkspacesToAdd: readonly WorkspaceSeed[] = [
  harbor,
  lighthouse,
  terminal,
  crew,
].map((seed) => ({ ...seed, installed: false }));

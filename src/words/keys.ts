/**
 * Every text the app says in its own name, with the values it is given. `prompts/<language>/words.yml` holds the words; a catalogue
 * with a key too few, a key too many or a value nobody gives stops the start.
 */
export const wordKeys = {
  'kind.rule': [],
  'kind.principle': [],
  'kind.guideline': [],
  'kind.skill': [],
  'entry.place': ['kind', 'number', 'of'],
  'entry.in-practice': [],
  'entry.say': [],
  'entry.avoid': [],
  'entry.external': [],
  'entry.colleague': [],
  'entry.related': [],
  'entry.more': [],
  'entry.less': [],
  'entry.next': [],
  'entry.previous': [],
  'entry.share': [],
  'entry.shared': [],
  'entry.shared-by': ['person'],
  'entry.gone': [],
  'menu.title': [],
  'menu.lead': [],
  'menu.kind': ['title', 'count'],
  'search.nearest': ['question'],
  'search.nothing': ['question'],
  'search.menu': [],
  'help.title': [],
  'help.lead': [],
  'help.anything': [],
  'help.lists': [],
  'help.about': [],
  'help.mention': [],
  'about.title': [],
  'about.text': ['version', 'entries'],
  'failure.apology': [],
  'failure.yours': [],
  'failure.old-button': [],
} as const satisfies Record<string, readonly string[]>;

export type WordKey = keyof typeof wordKeys;

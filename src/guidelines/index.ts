import type { Feature } from '../slack/feature.ts';
import { peek, read, share, showList, showMenu } from './actions.ts';
import { about, type Guidelines, help, list, menu, search } from './command.ts';

export { peekButton, readButton } from './read-button.ts';

/** The guidelines of the house: found by a few words, browsed by kind, shared in the channel. */
export function registerGuidelines(parts: Guidelines) {
  const feature: Feature = {
    care: {
      '': menu(parts),
      menu: menu(parts),
      rules: list(parts, 'rule'),
      principles: list(parts, 'principle'),
      guidelines: list(parts, 'guideline'),
      skills: list(parts, 'skill'),
      help: help(parts),
      about: about(parts),
    },
    actions: {
      'guideline.read': read(parts, 'short'),
      'guideline.more': read(parts, 'long'),
      'guideline.peek': peek(parts),
      'guideline.share': share(parts),
      'guideline.list': showList(parts),
      'guideline.menu': showMenu(parts),
    },
  };
  return { feature, search: search(parts) };
}

import type { Feature } from '../../slack/router/feature.ts';
import { peek, peekList, read, share, sharePage, showList, showMenu } from './actions.ts';
import { about, type Guidelines, help, page, search } from './command.ts';

export { peekButton, readButton } from './read-button.ts';

/** The guidelines of the house: found by a few words, browsed by kind, shared in the channel. */
export function registerGuidelines(parts: Guidelines) {
  const feature: Feature = {
    care: {
      '': page(parts, 'menu'),
      menu: page(parts, 'menu'),
      rules: page(parts, 'rule'),
      rule: page(parts, 'rule'),
      principles: page(parts, 'principle'),
      guidelines: page(parts, 'guideline'),
      skills: page(parts, 'skill'),
      help: help(parts),
      about: about(parts),
    },
    actions: {
      'guideline.read': read(parts, 'short'),
      'guideline.more': read(parts, 'long'),
      'guideline.peek': peek(parts),
      'guideline.share': share(parts),
      'guideline.list': showList(parts),
      'guideline.peek-list': peekList(parts),
      'guideline.share-page': sharePage(parts),
      'guideline.menu': showMenu(parts),
    },
  };
  return { feature, search: search(parts) };
}

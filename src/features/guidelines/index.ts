import type { Feature } from '../../slack/router/feature.ts';
import { peek, read, share, sharePage, showMenu, showPage } from './actions.ts';
import { about, type Guidelines, help, page, search } from './command.ts';
import { routes } from './routes.ts';

export { peekButton, readButton } from './routes.ts';

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
    actions: [
      routes.read.handle(read(parts, 'short')),
      routes.more.handle(read(parts, 'long')),
      routes.peek.handle(peek(read(parts, 'long'))),
      routes.share.handle(share(parts)),
      routes.page.handle(showPage(parts)),
      routes.peekPage.handle(peek(showPage(parts))),
      routes.sharePage.handle(sharePage(parts)),
      routes.menu.handle(showMenu(parts)),
    ],
  };
  return { feature, search: search(parts) };
}

import type { Feature } from '../../slack/router/feature.ts';
import { openMenu, openPage, peek, read, share, sharePage } from './actions.ts';
import { about, type GuidelinesDeps, help, search, showPage } from './command.ts';
import { routes } from './routes.ts';

export { peekButton, readButton } from './routes.ts';

/** The guidelines: searched, browsed by kind, shared in a channel. */
export function registerGuidelines(deps: GuidelinesDeps) {
  const feature: Feature = {
    care: {
      '': showPage(deps, 'menu'),
      menu: showPage(deps, 'menu'),
      rules: showPage(deps, 'rule'),
      rule: showPage(deps, 'rule'),
      principles: showPage(deps, 'principle'),
      guidelines: showPage(deps, 'guideline'),
      skills: showPage(deps, 'skill'),
      help: help(deps),
      about: about(deps),
    },
    actions: [
      routes.read.handle(read(deps, 'short')),
      routes.more.handle(read(deps, 'long')),
      routes.peek.handle(peek(read(deps, 'long')), { forOutsiders: true }),
      routes.share.handle(share(deps)),
      routes.page.handle(openPage(deps)),
      routes.peekPage.handle(peek(openPage(deps)), { forOutsiders: true }),
      routes.sharePage.handle(sharePage(deps)),
      routes.menu.handle(openMenu(deps)),
    ],
  };
  return { feature, search: search(deps) };
}

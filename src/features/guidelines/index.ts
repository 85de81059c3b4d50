import type { Feature } from '../../slack/router/feature.ts';
import { type ButtonSpec, buttons, heading } from '../../slack/ui/blocks.ts';
import type { Field } from '../../slack/ui/fields.ts';
import type { Part } from '../../slack/ui/message.ts';
import { danger, openMenu, openPage, peek, read, share, sharePage } from './actions.ts';
import { asking } from './ask.ts';
import { about, type GuidelinesDeps, help, search, showPage } from './command.ts';
import { sections } from './page.ts';
import { routes } from './routes.ts';

export { peekButton, readButton } from './routes.ts';

/** The guidelines: searched, browsed by kind, shared in a channel. */
export function registerGuidelines(deps: GuidelinesDeps) {
  const care: NonNullable<Feature['care']> = {
    '': showPage(deps, 'menu'),
    menu: showPage(deps, 'menu'),
    rules: showPage(deps, 'rule'),
    principles: showPage(deps, 'principle'),
    guidelines: showPage(deps, 'guideline'),
    skills: showPage(deps, 'skill'),
    help: help(deps),
    about: about(deps),
  };
  const asked = asking(deps, care);
  const feature: Feature = {
    care,
    actions: [
      routes.read.handle(read(deps, 'short')),
      routes.more.handle(read(deps, 'long')),
      routes.peek.handle(
        peek(({ value: entry }) => read(deps, 'long')({ value: { entry } })),
        {
          forOutsiders: true,
        },
      ),
      routes.share.handle(share(deps), { onlyInChannels: true }),
      routes.page.handle(openPage(deps)),
      routes.peekPage.handle(peek(openPage(deps)), { forOutsiders: true }),
      routes.sharePage.handle(sharePage(deps), { onlyInChannels: true }),
      routes.menu.handle(openMenu(deps)),
      routes.danger.handle(danger(deps)),
      routes.openAsk.handle(asked.open),
      routes.ask.handle(asked.ask),
    ],
    views: [routes.askForm.handle(asked.submit)],
  };
  /** The field to ask, and the kinds to browse. */
  const onHome = (...others: readonly ButtonSpec[]): readonly (Part | Field)[] => {
    const content = deps.content();
    return [
      heading(content.words('home.library')),
      asked.liveField(),
      buttons([...sections(content), ...others]),
    ];
  };
  /** What can be asked, for the person who presses. */
  const helpButton = (): ButtonSpec =>
    routes.peekPage.button({ label: deps.content().words('welcome.what'), value: 'help' });
  return { feature, search: search(deps), askButton: asked.button, helpButton, onHome };
}

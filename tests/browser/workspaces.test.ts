import { expect, test } from 'vitest';
import { sampleWorkspacesToAdd } from '../../playground/sample-workspace.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import { orgManifest } from '../../src/installation/org-manifest.ts';
import { extraMile, manifest } from '../stories/extra-mile.ts';
import {
  axeOn,
  hasSwitchedTo,
  inBrowser,
  openConversation,
  picture,
  problems,
  type,
} from './browser.ts';

inBrowser('several workspaces in the browser', (open, pageFolder) => {
  test.each([400, 1200])('%i pixels wide, the app is added to the second one', async (width) => {
    const workspaces = sampleWorkspacesToAdd;
    const slack = await localSlack({ manifest, pageFolder: pageFolder(), workspaces });
    const { app } = await extraMile('oauth', { slack });
    slack.offerAt(`http://127.0.0.1:${app.port}/slack/install`);
    await slack.add();
    const page = await open(slack.url, { width });
    await type(page, '/care patience');
    await page.getByText('Skill 12 of 16').last().waitFor();
    await openConversation(page, /Lighthouse Hotel/);
    await hasSwitchedTo(page, 'Lighthouse Hotel');
    const add = page.getByRole('button', { name: 'Add to Slack' });
    await add.waitFor();
    await picture(page, `${width}-add-to-slack`);
    expect(await problems(page, 'body')).toEqual([]);
    await add.click();
    await add.waitFor({ state: 'detached' });
    await type(page, '/care patience');
    await page.getByText('Skill 12 of 16').last().waitFor();
    await type(page, '/care tips on 09:00 weekdays');
    await page.getByText('set up care tips for this channel').last().waitFor();
    await picture(page, `${width}-second-workspace`);
    expect(slack.botToken('Lighthouse Hotel')).not.toBe(slack.botToken());
    expect(slack.refusals()).toEqual([]);
  });

  test.each([400, 1200])('%i pixels wide, the app is added to an organisation', async (width) => {
    const slack = await localSlack({
      manifest: orgManifest(manifest),
      pageFolder: pageFolder(),
      workspaces: sampleWorkspacesToAdd,
    });
    const { app } = await extraMile('oauth', { slack });
    slack.offerAt(`http://127.0.0.1:${app.port}/slack/install`);
    await slack.add();
    const page = await open(slack.url, { width });
    await openConversation(page, /Ferry Crew/);
    await hasSwitchedTo(page, 'Ferry Crew');
    const add = page.getByRole('button', { name: 'Add to Slack' });
    await page.getByText('at once: Ferry Terminal and Ferry Crew.').waitFor();
    await picture(page, `${width}-organisation`);
    expect(await problems(page, 'body')).toEqual([]);
    await add.click();
    await add.waitFor({ state: 'detached' });
    await openConversation(page, /Ferry Terminal/);
    await hasSwitchedTo(page, 'Ferry Terminal');
    await type(page, '/care patience');
    await page.getByText('Skill 12 of 16').last().waitFor();
    await picture(page, `${width}-organisation-added`);
    expect(slack.botToken('Ferry Terminal')).toBe(slack.botToken('Ferry Crew'));
    expect(slack.refusals()).toEqual([]);
  });

  test('axe finds nothing in the pages of Add to Slack', async () => {
    const slack = await localSlack({ manifest, pageFolder: pageFolder() });
    const { app } = await extraMile('oauth', { slack });
    const address = `http://127.0.0.1:${app.port}/slack/install`;
    slack.offerAt(address);
    const page = await open(address, { width: 400 });
    const { found, look } = axeOn(page);
    await look('consent');
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('heading', { name: 'Extra Mile is now in' }).waitFor();
    await look('added');
    await page.goto(page.url());
    await page.getByRole('heading', { name: 'Extra Mile was not added' }).waitFor();
    await look('not added');
    expect(found).toEqual({});
  });
});

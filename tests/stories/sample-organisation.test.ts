import { expect, test } from 'vitest';
import { sampleWorkspacesToAdd } from '../../playground/sample-workspace.ts';
import { stoppedClock } from '../../playground/server/clock.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import { orgManifest } from '../../src/installation/org-manifest.ts';
import { answered, extraMile, manifest } from './extra-mile.ts';
import { day } from './tip-story.ts';

const minute = 60_000;

/** Who gives thanks, and who is thanked. */
const people = {
  'Ferry Terminal': ['nadia', 'oskar'],
  'Ferry Crew': ['paula', 'quinn'],
} as const;
const teams = Object.keys(people) as (keyof typeof people)[];

test('the app works in both workspaces of the sample organisation, with data of their own', async () => {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const workspaces = sampleWorkspacesToAdd;
  const slack = await localSlack({ manifest: orgManifest(manifest), clock, workspaces });
  const { app } = await extraMile('oauth', { slack });
  slack.offerAt(`http://127.0.0.1:${app.port}/slack/install`);
  await slack.add('Ferry Terminal');

  /** The answer that only the giver sees. */
  const asks = async (team: keyof typeof people, text: string, channel = 'general') => {
    const giver = slack.person(people[team][0], team);
    const answers = () => giver.reads(channel).filter(({ ephemeral }) => ephemeral);
    const before = answers().length;
    await giver.send(channel, text);
    return answered(await slack.until(() => answers()[before])).text;
  };
  const posted = (text: string) =>
    teams.map(
      (team) => slack.messages('general', team).filter((one) => one.text.includes(text)).length,
    );

  for (const team of teams) {
    expect(await asks(team, '/care patience')).toContain('Skill 12 of 16');
    expect(await asks(team, '@Extra Mile patience')).toContain('Skill 12 of 16');
    const thanks = `/shoutout @${people[team][1]} #patience a warm word at the gate`;
    expect(await asks(team, thanks)).toContain('in ten minutes');
  }
  expect(await asks('Ferry Terminal', '/care tips on 10:15 daily')).toContain('Every day at 10:15');
  expect(await asks('Ferry Crew', '/care tips')).toContain('no tips in this channel yet');
  clock.advance(11 * minute);
  await app.runOutbox();
  expect(posted('a warm word at the gate')).toEqual([1, 1]);
  for (const team of teams)
    expect(await asks(team, '/care coverage', 'Extra Mile')).toContain('One moment of care');
  clock.advance(day);
  expect(posted('For everyone here')).toEqual([1, 0]);
  expect(slack.refusals()).toEqual([]);
});

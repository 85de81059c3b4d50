import { expect, test } from 'vitest';
import { refused, startSlack, teaManifest, webClient } from '../../rig.ts';

test('a user has flags and a time zone with its current offset', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const info = async (name: string) =>
    (await web.users.info({ user: slack.person(name).id, include_locale: true })).user;
  expect(await info('ana')).toMatchObject({
    tz: 'Europe/Lisbon',
    tz_label: 'Western European Summer Time',
    tz_offset: 3600,
    is_admin: true,
    locale: 'pt-PT',
    is_bot: false,
    profile: { real_name: 'Ana Duarte', display_name: 'ana', email: 'ana@kitchen.example' },
  });
  expect(await info('guest')).toMatchObject({ is_restricted: true, is_ultra_restricted: false });
  expect(await info('gone')).toMatchObject({ deleted: true });
  expect(await info('robo')).toMatchObject({ is_bot: true });
  expect(await info('slackbot')).toMatchObject({ id: 'USLACKBOT', is_bot: false });
});

test('email addresses need users:read.email', async () => {
  const manifest = teaManifest({ without: ['users:read.email'] });
  const slack = await startSlack({ manifest });
  const web = webClient(slack);
  const { user } = await web.users.info({ user: slack.person('ana').id });
  expect(user?.profile).not.toHaveProperty('email');
  expect(await refused(web.users.lookupByEmail({ email: 'ana@kitchen.example' }))).toMatchObject({
    error: 'missing_scope',
  });
});

test('finds active users by email address', async () => {
  const web = webClient(await startSlack());
  expect(await web.users.lookupByEmail({ email: 'Ben@kitchen.example' })).toMatchObject({
    user: { name: 'ben' },
  });
  expect(await refused(web.users.lookupByEmail({ email: 'gone@kitchen.example' }))).toMatchObject({
    error: 'users_not_found',
  });
});

test('returns profile and presence', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const user = slack.person('ben').id;
  expect(await web.users.profile.get({ user })).toMatchObject({ profile: { last_name: 'Okafor' } });
  expect(await web.users.getPresence({ user })).toMatchObject({ presence: 'active' });
});

test('lists user groups and their members', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const { usergroups } = await web.usergroups.list({ include_count: true });
  expect(usergroups).toMatchObject([{ handle: 'cooks', user_count: 2 }]);
  const { users } = await web.usergroups.users.list({ usergroup: usergroups?.[0]?.id ?? '' });
  expect(users).toEqual([slack.person('ana').id, slack.person('ben').id]);
  expect(await refused(web.usergroups.users.list({ usergroup: 'S1' }))).toMatchObject({
    error: 'no_such_subteam',
  });
});

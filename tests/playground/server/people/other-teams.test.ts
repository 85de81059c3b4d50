import { expect, test } from 'vitest';
import type { WorkspaceSeed } from '../../../../playground/server/state/workspace-seed.ts';
import { idOf, refused, socketApp, startSlack, webClient } from '../rig.ts';

/** A workspace of an organisation, with a channel that another company is in. */
const pier: WorkspaceSeed = {
  name: 'Pier',
  domain: 'pier',
  enterprise: 'Harbor Group',
  other_teams: [
    { name: 'Lighthouse', domain: 'lighthouse', relation: 'grid' },
    { name: 'Ferry Line', domain: 'ferry', relation: 'connect' },
  ],
  people: [
    { name: 'ana', real_name: 'Ana Duarte' },
    { name: 'lars', real_name: 'Lars Light', team: 'Lighthouse' },
    { name: 'pat', real_name: 'Pat Partner', team: 'Ferry Line' },
  ],
  channels: [
    {
      name: 'general',
      app: true,
      members: ['ana', 'lars'],
      messages: [{ from: 'ana', text: 'a' }],
    },
    {
      name: 'crossing',
      app: true,
      members: ['ana', 'pat'],
      messages: [{ from: 'pat', text: 'Hello over there' }],
    },
  ],
};

type Body = Record<string, unknown>;

async function pierSlack() {
  const slack = await startSlack({ workspaces: [pier] });
  const bodies: Body[] = [];
  await socketApp(slack, (app) =>
    app.use(async ({ body, next, ...args }) => {
      bodies.push(body as unknown as Body);
      if ('ack' in args && typeof args.ack === 'function') await args.ack();
      await next();
    }),
  );
  const last = async (type: string): Promise<Body> =>
    slack.until(() =>
      bodies.findLast(
        (body) => body.type === type || (body.event as Body | undefined)?.type === type,
      ),
    );
  return { slack, last, web: webClient(slack) };
}

test('an event in a shared channel comes from the other company, with our authorization', async () => {
  const { slack, last } = await pierSlack();
  const pat = slack.person('pat');
  await pat.send('crossing', '@Tea Time tea');
  const body = await last('app_mention');
  expect(body).toMatchObject({
    team_id: expect.not.stringMatching('T0100001'),
    context_team_id: 'T0100001',
    is_ext_shared_channel: true,
    authorizations: [{ team_id: 'T0100001' }],
    event: { user: pat.id, team: body.team_id, user_team: body.team_id },
  });
  expect(body).not.toHaveProperty('enterprise_id');
});

test('a colleague of another workspace of the organisation has their home team in events', async () => {
  const { slack, last } = await pierSlack();
  await slack.person('lars').send('general', '@Tea Time tea');
  const body = await last('app_mention');
  expect(body).toMatchObject({
    team_id: expect.not.stringMatching('T0100001'),
    enterprise_id: 'E0100001',
    is_ext_shared_channel: false,
    authorizations: [{ team_id: 'T0100001', enterprise_id: 'E0100001' }],
  });
});

test('presses name our workspace, forms the home of the person', async () => {
  const { slack, last, web } = await pierSlack();
  const pat = slack.person('pat');
  const open = { type: 'button', action_id: 'open', text: { type: 'plain_text', text: 'Open' } };
  const blocks = [{ type: 'actions', elements: [open] }];
  await web.chat.postMessage({ channel: idOf(slack, 'crossing'), text: 'Tea?', blocks });
  const message = pat.reads('crossing').at(-1);
  if (message) await pat.press(message, 'Open');
  const press = await last('block_actions');
  const { team_id: theirs } = press.user as Body;
  expect(press).toMatchObject({ team: { id: 'T0100001' } });
  expect(theirs).not.toBe('T0100001');
  const title = { type: 'plain_text' as const, text: 'Tea' };
  await web.views.open({
    trigger_id: String(press.trigger_id),
    view: { type: 'modal', title, submit: title, blocks: [] },
  });
  const [view] = pat.views();
  if (view) await pat.submit(view);
  expect(await last('view_submission')).toMatchObject({
    team: { id: theirs },
    user: { team_id: theirs },
    view: { team_id: theirs, app_installed_team_id: 'T0100001' },
  });
});

test('users and channels say whose they are', async () => {
  const { slack, web } = await pierSlack();
  const [ana, lars, pat] = ['ana', 'lars', 'pat'].map((name) => slack.person(name).id);
  expect((await web.users.info({ user: pat ?? '' })).user).toMatchObject({ is_stranger: false });
  expect((await web.users.info({ user: lars ?? '' })).user).toMatchObject({
    enterprise_user: { enterprise_id: 'E0100001', teams: [expect.not.stringMatching('T0100001')] },
  });
  expect((await web.users.info({ user: ana ?? '' })).user).toMatchObject({ team_id: 'T0100001' });
  const shared = await web.conversations.info({ channel: idOf(slack, 'crossing') });
  expect(shared.channel).toMatchObject({ is_ext_shared: true, is_shared: true });
  const own = await web.conversations.info({ channel: idOf(slack, 'general') });
  expect(own.channel).toMatchObject({ is_ext_shared: false, is_org_shared: true });
  expect(await refused(web.chat.postMessage({ channel: pat ?? '', text: 'hi' }))).toMatchObject({
    error: 'channel_not_found',
  });
});

test('another company has no commands, shortcuts, tabs or direct messages of the app', async () => {
  const { slack } = await pierSlack();
  const pat = slack.person('pat');
  await pat.send('crossing', '/tea');
  expect(pat.reads('crossing').at(-1)?.text).toBe('/tea is not a valid command.');
  await expect(pat.shortcut('order')).rejects.toThrow('no global shortcut');
  await expect(pat.openHome()).rejects.toThrow('no home tab');
  await expect(pat.send('Tea Time', 'hello')).rejects.toThrow('not installed');
});

test('a command in an organisation names the home of the person', async () => {
  const { slack } = await pierSlack();
  await slack.person('lars').send('general', '/tea');
  const { request } = slack.traffic.findLast(({ kind }) => kind === 'command') ?? {};
  expect(request).toMatchObject({
    team_id: expect.not.stringMatching('T0100001'),
    enterprise_id: 'E0100001',
  });
});

test('two workspaces or two people of a team can’t have the same name', async () => {
  const [ana] = pier.people;
  const twice = { ...pier, people: [...pier.people, ...(ana ? [ana] : [])] };
  await expect(startSlack({ workspaces: [twice] })).rejects.toThrow('two people called ana');
  await expect(startSlack({ workspaces: [pier, pier] })).rejects.toThrow('are called Pier');
});

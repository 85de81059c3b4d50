import { expect, test } from 'vitest';
import { tokenCipher } from '../../src/installation/token-cipher.ts';
import { StoreUnavailable } from '../../src/ports/store.ts';
import { sourceOf } from '../../src/slack/router/requester.ts';
import { addTo, installed, otherKey } from './rig.ts';

test('finds a workspace’s own installation before that of its organisation', async () => {
  const { all } = await installed();
  await addTo(all, 'E1', { enterprise: 'E1' });
  const request = { enterpriseId: 'E1', isEnterpriseInstall: true };
  expect(await all.identityOf({ teamId: 'T1', ...request })).toMatchObject({ botUserId: 'UE1' });
  expect(await all.accessOf('T1')).toMatchObject({ token: 'xoxb-E1', isOrgWide: true });
  await addTo(all, 'T1', { enterprise: 'E1' });
  expect(await all.identityOf({ teamId: 'T1', ...request })).toEqual({
    teamId: 'T1',
    enterpriseId: 'E1',
    botUserId: 'UT1',
  });
  expect(await all.accessOf('T1')).toMatchObject({ token: 'xoxb-T1', isOrgWide: false });
});

test('knows no workspace that it was not added to', async () => {
  const { all } = await installed();
  await addTo(all, 'E1', { enterprise: 'E1' });
  const removed = { teamId: 'T1', isRemoved: true };
  expect(await all.identityOf({ teamId: 'T1' })).toEqual(removed);
  expect(await all.identityOf({ teamId: 'T1', enterpriseId: 'E1' })).toEqual(removed);
  const elsewhere = { enterpriseId: 'E2', isEnterpriseInstall: true };
  expect(await all.identityOf({ teamId: 'T1', ...elsewhere })).toEqual(removed);
  expect(await all.accessOf('T1')).toBeUndefined();
});

test('serves on while the store is down', async () => {
  const { store, ...rest } = await installed();
  const outages: Error[] = [];
  const shaky = {
    ...store,
    get: async (name: Parameters<typeof store.get>[0]) => {
      for (const outage of outages) throw new StoreUnavailable(outage);
      return store.get(name);
    },
  } as typeof store;
  const { all } = await installed({ ...rest, store: shaky });
  await addTo(all, 'T1');
  await all.accessOf('T1');
  outages.push(new Error('down'));
  expect(await all.accessOf('T1')).toMatchObject({ token: 'xoxb-T1' });
  expect(await all.identityOf({ teamId: 'T1' })).toMatchObject({ botUserId: 'UT1' });
  expect(await all.identityOf({ teamId: 'T2' })).toEqual({ teamId: 'T2' });
  await expect(all.accessOf('T2')).rejects.toThrow(StoreUnavailable);
});

test('says that a token can’t be decrypted, and keeps it', async () => {
  const { store, all, log } = await installed();
  await addTo(all, 'T1');
  const other = await installed({ store, cipher: tokenCipher(otherKey) });
  await expect(other.all.accessOf('T1')).rejects.toMatchObject({ code: 'token_unreadable' });
  expect(other.log.text()).toContain('has to be added again');
  expect(log.text() + other.log.text()).not.toContain('xoxb-T1');
  expect(await all.accessOf('T1')).toMatchObject({ token: 'xoxb-T1' });
});

test('the workspace of a form in an organisation is that of the person’s payload', () => {
  const source = { teamId: 'E1', isEnterpriseInstall: true };
  const body = { team: { id: 'T2' }, user: { team_id: 'T3' } };
  expect(sourceOf(source, body)).toEqual({ ...source, teamId: 'T2', enterpriseId: 'E1' });
  expect(sourceOf(source, { team: null, user: { team_id: 'T3' } }).teamId).toBe('T3');
  expect(sourceOf({ teamId: 'T1' }, body)).toEqual({ teamId: 'T1' });
  const inView = { ...body, view: { app_installed_team_id: 'T1' } };
  expect(sourceOf({ teamId: 'T2' }, inView).teamId).toBe('T1');
});

import { onTestFinished } from 'vitest';
import { contract, refusals } from './contract.ts';
import { opened } from './opened.ts';
import { onRedis, redisUrl } from './servers.ts';

contract(async (parts) => opened(await redisUrl(), parts));

refusals(async (parts) => {
  const url = new URL(await redisUrl());
  const user = url.searchParams.get('prefix') ?? '';
  const allow = (rule: string) => onRedis((client) => client.aclSetUser(user, rule));
  await onRedis((client) => client.aclSetUser(user, ['on', '>secret', '~*', '+@all']));
  onTestFinished(async () => {
    await onRedis((client) => client.aclDelUser(user));
  });
  [url.username, url.password] = [user, 'secret'];
  return {
    ...(await opened(url.href, parts)),
    refuse: () => allow('-@write'),
    accept: () => allow('+@all'),
  };
});

import { contract, refusals } from './contract.ts';
import { opened } from './opened.ts';
import { onPostgres, postgresUrl } from './servers.ts';

contract(async (parts) => opened(await postgresUrl(), parts));

refusals(async (parts) => {
  const url = await postgresUrl();
  const schema = new URL(url).searchParams.get('schema');
  return {
    ...(await opened(url, parts)),
    refuse: () => onPostgres(`ALTER TABLE ${schema}.extra_mile RENAME TO away`),
    accept: () => onPostgres(`ALTER TABLE ${schema}.away RENAME TO extra_mile`),
  };
});

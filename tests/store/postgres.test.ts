import { contract } from './contract.ts';
import { opened } from './opened.ts';
import { postgresUrl } from './servers.ts';

contract(async (parts) => opened(await postgresUrl(), parts));

import { contract } from './contract.ts';
import { opened } from './opened.ts';
import { redisUrl } from './servers.ts';

contract(async (parts) => opened(await redisUrl(), parts));

import { accountMethods } from './account.ts';
import { chatMethods } from './chat.ts';
import type { Methods } from './method.ts';

/** Every method that a bot token may call. */
export const methods: Methods = { ...accountMethods, ...chatMethods };

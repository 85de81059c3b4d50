import type { Methods } from '../method.ts';
import { accountMethods } from './account.ts';
import { channelChangeMethods } from './channel-changes.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { historyMethods } from './history.ts';
import { reactionMethods } from './reactions.ts';
import { scheduledMethods } from './scheduled-messages.ts';
import { usergroupMethods } from './usergroups.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

/** All methods for bot tokens. */
export const methods: Methods = {
  ...accountMethods,
  ...channelChangeMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...historyMethods,
  ...reactionMethods,
  ...scheduledMethods,
  ...usergroupMethods,
  ...userMethods,
  ...viewMethods,
};

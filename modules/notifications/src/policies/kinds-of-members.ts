import type { NotificationKind } from '@bridges/contracts';

/** What only members of a chat are told; that one was removed stays. */
export const kindsOfMembers: NotificationKind[] = [
  'messages',
  'mention',
  'reply',
  'reaction',
  'reminder',
  'added_to_group',
];

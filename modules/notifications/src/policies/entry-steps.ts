import type { NotificationKind } from '@bridges/contracts';
import type { ChannelName } from '../channels/channel.ts';

const everywhere: readonly ChannelName[] = ['push', 'telegram', 'email'];

/** How far what the inbox tells of climbs. Messages, mentions and replies climb with their chat. */
const steps: Record<NotificationKind, readonly ChannelName[]> = {
  messages: [],
  mention: [],
  reply: [],
  reaction: ['push'],
  reminder: everywhere,
  invitation: everywhere,
  join_request: everywhere,
  added_to_group: everywhere,
  removed_from_group: ['push', 'telegram'],
  contact_request: everywhere,
  contact_accepted: ['push'],
  new_sign_in: everywhere,
  password_changed: everywhere,
  // The address before is told by a letter of its own.
  email_changed: ['push', 'telegram'],
  // The account that is linked, or was, is told by the bot itself.
  telegram_linked: ['push', 'email'],
  telegram_unlinked: ['push'],
  // The sign-in before it was told everywhere.
  push_added: [],
};

export const stepsOfEntry = (kind: NotificationKind): readonly ChannelName[] => steps[kind];

/** What may be a theft is told at any hour. */
const urgent: readonly NotificationKind[] = [
  'new_sign_in',
  'password_changed',
  'email_changed',
  'telegram_linked',
];
export const isUrgentKind = (kind: NotificationKind | undefined): boolean =>
  kind !== undefined && urgent.includes(kind);

export const isOfMessage = (kind: string): kind is 'mention' | 'reply' =>
  kind === 'mention' || kind === 'reply';

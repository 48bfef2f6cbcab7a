import type { NotificationKind } from '@bridges/contracts';
import type { ChannelName } from '../channels/channel.ts';

const everywhere: readonly ChannelName[] = ['push', 'telegram', 'email'];

/** How far what the inbox tells of climbs. Mentions and replies climb with their chat. */
const steps: Record<NotificationKind, readonly ChannelName[]> = {
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
};

export const stepsOfEntry = (kind: NotificationKind): readonly ChannelName[] => steps[kind];

/** What may be a theft is told at any hour. */
export const isUrgentKind = (kind: NotificationKind | undefined): boolean =>
  kind === 'new_sign_in' || kind === 'password_changed';

export const isOfMessage = (kind: string): kind is 'mention' | 'reply' =>
  kind === 'mention' || kind === 'reply';

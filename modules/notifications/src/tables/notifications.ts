import type { ColumnType, Selectable } from 'kysely';
import type { NotificationKind } from '@bridges/contracts';

export interface NotificationsTable {
  /** UUIDv7 of the first thing it tells of. */
  id: string;
  userId: string;
  kind: NotificationKind;
  /** What the kind's `details` hold beside the place. Never what a message says. */
  details: ColumnType<Record<string, unknown>, string, string>;
  /** Of the newest thing it tells of. */
  createdAt: Date;
  readAt: Date | null;
  /** Where it happened; null: in no chat. */
  chatId: string | null;
  /** To which message; null: to none. */
  seq: number | null;
  /** Who did it, the latest first; one who did it twice stands twice. */
  actorIds: string[];
  /** What happens again while this is unread is merged into it; null: nothing is. */
  mergeKey: string | null;
}
export type NotificationRow = Selectable<NotificationsTable>;

/** Users of whom a sign-in was seen: the first one, that of the registration, is no news to them. */
export interface SignedInUsersTable {
  userId: string;
}

/** Who hears nothing of whom, as accounts tells it. */
export interface BlocksTable {
  blockerId: string;
  blockedId: string;
  isBlocked: boolean;
  /** Of accounts: an older one than is held changes nothing. */
  version: number;
}

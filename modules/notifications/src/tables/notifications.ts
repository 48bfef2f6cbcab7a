import type { ColumnType, Selectable } from 'kysely';
import type { Notification } from '@bridges/contracts';

export interface NotificationsTable {
  /** UUIDv7: rises with the time of its making. */
  id: string;
  userId: string;
  kind: Notification['kind'];
  details: ColumnType<Notification['details'], string, never>;
  createdAt: Date;
  readAt: Date | null;
}
export type NotificationRow = Selectable<NotificationsTable>;

/** Users of whom a sign-in was seen: the first one, that of the registration, is no news to them. */
export interface SignedInUsersTable {
  userId: string;
}

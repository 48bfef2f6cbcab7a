import type { Generated, Selectable } from 'kysely';

export type InvitationState = 'pending' | 'accepted' | 'declined' | 'cancelled' | 'expired';

/** Somebody is invited into a group; at most one pending invitation of a user into a group. */
export interface InvitationsTable {
  id: string;
  chatId: string;
  userId: string;
  inviterId: string;
  role: 'admin' | 'member';
  state: InvitationState;
  /** The invited has blocked the inviter: she never hears of it, and the inviter is not told. */
  isHidden: boolean;
  createdAt: Date;
  expiresAt: Date;
  resolvedAt: Date | null;
}
export type InvitationRow = Selectable<InvitationsTable>;

/** Whoever knows a link's secret may enter, or ask to. */
export interface InviteLinksTable {
  id: string;
  chatId: string;
  /** SHA-256 of the secret, which is nowhere else. */
  secretHash: Buffer;
  /** How the secret begins, to tell links apart. */
  prefix: string;
  name: string;
  creatorId: string;
  createdAt: Date;
  expiresAt: Date | null;
  useLimit: number | null;
  useCount: Generated<number>;
  needsApproval: boolean;
  revokedAt: Date | null;
}
export type InviteLinkRow = Selectable<InviteLinksTable>;

/** Somebody asks to be let into a group; the row goes with the answer. */
export interface JoinRequestsTable {
  chatId: string;
  userId: string;
  /** Null: a public group that she asked to join by itself. */
  linkId: string | null;
  createdAt: Date;
}
export type JoinRequestRow = Selectable<JoinRequestsTable>;

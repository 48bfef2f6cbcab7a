import type * as contracts from '@bridges/contracts';

/** The type a contract's schema describes; only its type is imported, never the schema library. */
type Of<Schema extends { _zod: { output: unknown } }> = Schema['_zod']['output'];
/** The type a contract's schema takes, before its defaults and transformations. */
type For<Schema extends { _zod: { input: unknown } }> = Schema['_zod']['input'];

export type RegisterBody = For<typeof contracts.registerBody>;
export type SetupBody = For<typeof contracts.setupBody>;
export type CredentialsBody = For<typeof contracts.credentialsBody>;
export type ProfileBody = For<typeof contracts.profileBody>;
export type EmailBody = For<typeof contracts.emailBody>;
export type PasswordResetBody = For<typeof contracts.passwordResetBody>;
export type PasswordBody = For<typeof contracts.passwordBody>;
export type GroupCreateBody = For<typeof contracts.groupCreateBody>;
export type GroupUpdate = For<typeof contracts.groupUpdateBody>;
export type MarksBody = For<typeof contracts.marksBody>;
export type InviteBody = For<typeof contracts.inviteBody>;
export type InviteLinkBody = For<typeof contracts.inviteLinkBody>;
export type ContextPutBody = For<typeof contracts.contextPutBody>;
export type SendBody = For<typeof contracts.sendBody>;
export type ScheduledBody = For<typeof contracts.scheduledBody>;
export type ScheduledUpdateBody = For<typeof contracts.scheduledUpdateBody>;
/** What a send may bring besides its text: the reply's target, uploaded files, a poll, silence. */
export type SendExtras = Omit<Of<typeof contracts.sendBody>, 'text' | 'clientId'>;
export type UserSort = Of<typeof contracts.userSort>;
export type ChatMembers = Of<typeof contracts.chatMembers>;
export type NotificationPage = Of<typeof contracts.notificationPage>;
export type SocketTicket = Of<typeof contracts.socketTicket>;
/** One of `before`, `after`, `around` and `since`, or none for the newest page. */
export interface MessageQuery {
  before?: number;
  after?: number;
  around?: number;
  /** A moment, ISO 8601. */
  since?: string;
  limit?: number;
}
export interface AttachmentQuery {
  kind: contracts.AttachmentListKind;
  /** Only older, or only newer, than this message. */
  before?: number | undefined;
  after?: number | undefined;
  limit?: number | undefined;
}
export interface PageQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
}
export interface UserQuery extends PageQuery {
  /** Part of a name or username. */
  search?: string | undefined;
  sort?: UserSort | undefined;
}
export interface GroupQuery extends PageQuery {
  /** Words of the title, or part of the handle. */
  search?: string | undefined;
  scope?: 'all' | 'mine' | 'public' | undefined;
}
export interface ContextQuery extends PageQuery {
  type?: string | undefined;
  state?: contracts.ChatState | undefined;
  /** Exactly this status of the card. */
  status?: string | undefined;
  /** Part of the title or of the handle. */
  search?: string | undefined;
}
export interface MemberQuery extends PageQuery {
  /** Part of a name or username. */
  search?: string | undefined;
  role?: contracts.MemberRole | undefined;
}

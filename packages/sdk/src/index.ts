export { applyIncomingCount, applyPrivacy, applyRelation } from './apply-contacts.ts';
export { applyDoors } from './apply-doors.ts';
export { applyEvent } from './apply-event.ts';
export { applyInboxPage } from './apply-inbox.ts';
export { applyChatChanges, applyChatPage, applyHistoryPage } from './apply-page.ts';
export { applyMarksPage } from './apply-marks.ts';
export { applyResume } from './apply-resume.ts';
export { chatsInList, totalUnread, unreadTotals } from './chat-lists.ts';
export type { ChatListChoice, UnreadTotals } from './chat-lists.ts';
export { isArchived, isMarkedUnread, isMuted, isQuiet, isUnread } from './chat-marks.ts';
export { createClient } from './client.ts';
export type {
  Client,
  ClientOptions,
  DraftParts,
  OpenChatOptions,
  SavedState,
  StateStore,
  Timing,
  WebSocketClass,
} from './client-options.ts';
export type { ConnectionState, StopReason } from './realtime/connection-state.ts';
export { ApiError } from './errors.ts';
export { memoryOutboxStore } from './outbox-entry.ts';
export type { OutboxEntry, OutboxStore } from './outbox-entry.ts';
export { createRest } from './rest.ts';
export type { Rest, RestOptions } from './rest.ts';
export type { SearchOptions } from './rest/search.ts';
export type * from './rest/shapes.ts';
export type { TellingChannel } from './rest/telling.ts';
export type { SessionMode, Tokens } from './rest/tokens.ts';
export { chatsByActivity, emptyState, quotedMessage, typingUsers } from './state.ts';
export type {
  ChatState,
  ClientState,
  ContactsState,
  DoorsState,
  InboxState,
  MarksState,
  Presence,
} from './state.ts';
export type {
  Attachment,
  AttachmentListKind,
  AttachmentPage,
  Audience,
  BlockPage,
  Chat,
  ChatMarks,
  ChatMarksPage,
  ChatPage,
  ContactPage,
  ContactRequestPage,
  Context,
  ContextCard,
  ContextDetails,
  ContextPage,
  CreatedInviteLink,
  Draft,
  DraftBody,
  Folder,
  Group,
  Invitation,
  InvitationPage,
  InviteLink,
  InviteLinkList,
  InviteLinkPreview,
  JoinOutcome,
  JoinRequest,
  JoinRequestPage,
  LadderSettings,
  LadderSettingsBody,
  Me,
  Message,
  MessagePage,
  MyJoinRequests,
  Notification,
  NotificationKind,
  Privacy,
  PublicUser,
  PushPayload,
  Relation,
  ResumeReply,
  Session,
  SocketEvent,
  TelegramCode,
  TelegramState,
  TraceEntry,
  UserPage,
  WatchReply,
} from '@bridges/contracts';

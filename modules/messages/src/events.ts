import {
  ChatCreatedSchema,
  ChatDeletedSchema,
  FilesHeldSchema,
  MentionedSchema,
  MentionsWrittenSchema,
  MessagesChangedSchema,
  MessagesSentSchema,
  ReactionsSeenSchema,
  ReadMarkerMovedSchema,
  ReminderDueSchema,
  RepliedSchema,
} from '@bridges/contracts/proto';

/** What this module tells the others, by event name. */
export const publishedEvents = {
  'messages.messages_sent.v1': MessagesSentSchema,
  'messages.messages_changed.v1': MessagesChangedSchema,
  'messages.mentions_written.v1': MentionsWrittenSchema,
  'messages.mentioned.v1': MentionedSchema,
  'messages.replied.v1': RepliedSchema,
  'messages.reactions_seen.v1': ReactionsSeenSchema,
  'messages.chat_created.v1': ChatCreatedSchema,
  'messages.chat_deleted.v1': ChatDeletedSchema,
  'messages.read_marker_moved.v1': ReadMarkerMovedSchema,
  'messages.files_held.v1': FilesHeldSchema,
  'messages.reminder_due.v1': ReminderDueSchema,
};

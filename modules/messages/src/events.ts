import { ChatCreatedSchema, MessagesSentSchema, ReadMarkerMovedSchema } from '@bridges/contracts/proto';

/** What this module tells the others, by event name. */
export const publishedEvents = {
  'messages.messages_sent.v1': MessagesSentSchema,
  'messages.chat_created.v1': ChatCreatedSchema,
  'messages.read_marker_moved.v1': ReadMarkerMovedSchema,
};

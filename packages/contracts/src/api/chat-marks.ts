import { z } from 'zod';
import { limits } from '../protocol.ts';
import { seq, singleLine, timestamp, uuid } from './common.ts';
import { optionalText, replyTo } from './message-parts.ts';

/** What I had begun to write. */
export const draft = z.object({
  text: optionalText,
  replyTo: replyTo.optional(),
  updatedAt: timestamp,
});
export type Draft = z.infer<typeof draft>;

/** How loud a chat may be for me. */
export const notificationLevel = z.enum(['all', 'mentions', 'none']);

/** What I alone set about a chat, equal on all my devices. */
export const chatMarks = z
  .object({
    mutedUntil: timestamp.nullable().meta({ description: 'The year 9999: for ever.' }),
    level: notificationLevel,
    isArchived: z.boolean(),
    pinOrder: z.number().int().nullable().meta({ description: 'Pinned chats stand first, the lowest on top.' }),
    isMarkedUnread: z.boolean(),
    folderIds: z.array(uuid),
    draft: draft.nullable(),
  })
  .meta({ id: 'ChatMarks' });
export type ChatMarks = z.infer<typeof chatMarks>;

export const noMarks: ChatMarks = {
  mutedUntil: null,
  level: 'all',
  isArchived: false,
  pinOrder: null,
  isMarkedUnread: false,
  folderIds: [],
  draft: null,
};

/** A folder of my chat list. */
export const folder = z
  .object({ id: uuid, name: singleLine(limits.folderName, 1), order: z.number().int() })
  .meta({ id: 'Folder' });
export type Folder = z.infer<typeof folder>;

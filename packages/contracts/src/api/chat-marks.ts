import { z } from 'zod';
import { limits } from '../protocol.ts';
import { examples } from './examples.ts';
import { queryInt, rev, seq, singleLine, timestamp, uuid } from './common.ts';
import { attachment } from './files.ts';
import { attachmentIds, optionalText, replyTo } from './message-parts.ts';

/** What I had begun to write. */
export const draft = z.object({
  text: optionalText,
  replyTo: replyTo.optional(),
  attachments: z.array(attachment).optional().meta({ description: 'Files of mine that will go with it.' }),
  clientId: uuid.optional().meta({ description: 'The client id of the message that it will be.' }),
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
    isArchived: z.boolean().meta({
      description:
        'I put it into the archive. It is back in the list when lastSeq has passed archivedSeq and it is not muted.',
    }),
    archivedSeq: seq.meta({ description: 'lastSeq when I archived it.' }),
    pinOrder: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Pinned chats stand first, the lowest on top.' }),
    isMarkedUnread: z.boolean().meta({
      description: 'I marked it as unread. It counts until my readSeq has passed markedReadSeq.',
    }),
    markedReadSeq: seq.meta({ description: 'My readSeq when I marked it.' }),
    folderIds: z
      .array(uuid)
      .max(limits.folders)
      .meta({ description: 'May still name folders that are no more: pass them over.' }),
    draft: draft.nullable(),
    rev: rev.meta({ description: "My marks' rev when these last changed: of two, the higher is the newer." }),
  })
  .meta({ id: 'ChatMarks', example: examples.chat.marks });
export type ChatMarks = z.infer<typeof chatMarks>;

export const noMarks: ChatMarks = {
  mutedUntil: null,
  level: 'all',
  isArchived: false,
  archivedSeq: 0,
  pinOrder: null,
  isMarkedUnread: false,
  markedReadSeq: 0,
  folderIds: [],
  draft: null,
  rev: 0,
};

/** A folder of my chat list. */
const folderName = singleLine(limits.folderName, 1);
export const folder = z
  .object({ id: uuid, name: z.string(), order: z.number().int() })
  .meta({ id: 'Folder', example: examples.folder });
export type Folder = z.infer<typeof folder>;

/** What I set; what is absent stays as it is. */
export const marksBody = z
  .strictObject({
    mutedUntil: timestamp.nullable().optional(),
    level: notificationLevel.optional(),
    isArchived: z.boolean().optional(),
    isPinned: z.boolean().optional().meta({ description: 'A newly pinned chat stands on top.' }),
    isMarkedUnread: z.boolean().optional(),
    folderIds: z.array(uuid).max(limits.folders).optional(),
  })
  .meta({ example: { mutedUntil: '2026-11-21T17:30:00.000Z', isArchived: true } });
export type MarksBody = z.infer<typeof marksBody>;

/** An empty draft takes the one before away. */
export const draftBody = z
  .strictObject({
    text: optionalText,
    replyTo: replyTo.optional(),
    attachments: attachmentIds
      .optional()
      .meta({ description: 'Uploaded files of mine, in their order. Those that are gone are left out.' }),
    clientId: uuid.optional().meta({
      description:
        'Send or schedule its message by it, with endsDraft: the draft ends in the same transaction, whoever of my devices sends it makes one message, and a save that comes late is passed over.',
    }),
  })
  .meta({ example: { text: 'Dear Bob', replyTo: { seq: 41 }, attachments: [examples.fileId] } });
export type DraftBody = z.infer<typeof draftBody>;

/** My pinned chats from now on, in this order; all others are no longer pinned. */
export const pinnedChatsBody = z
  .strictObject({ chatIds: z.array(uuid).max(limits.pinnedChats) })
  .meta({ example: { chatIds: [examples.chat.id] } });

export const folderBody = z.strictObject({ name: folderName }).meta({ example: { name: 'Work' } });
/** All my folders, in their new order. */
export const folderOrderBody = z
  .strictObject({ folderIds: z.array(uuid).max(limits.folders) })
  .meta({ example: { folderIds: [examples.folder.id] } });
export const folderList = z
  .object({ folders: z.array(folder).meta({ description: 'In my order.' }) })
  .meta({ example: { folders: [examples.folder] } });

export const chatMarksQuery = z.strictObject({ after: queryInt(0, 0xffff_ffff) });
/** What changed of my own view after a rev, as it is now; ask again from `rev` while `hasMore`. */
export const chatMarksPage = z
  .object({
    rev,
    chats: z.record(uuid, chatMarks).meta({ description: 'By chat id.' }),
    folders: z.array(folder).meta({ description: 'All of them, in my order.' }),
    hidden: z
      .array(z.object({ chatId: uuid, seqs: z.array(seq) }))
      .meta({ description: 'Messages that I deleted for myself.' }),
    hasMore: z.boolean(),
  })
  .meta({
    example: {
      rev: 12,
      chats: { [examples.chat.id]: examples.chat.marks },
      folders: [examples.folder],
      hidden: [],
      hasMore: false,
    },
  });
export type ChatMarksPage = z.infer<typeof chatMarksPage>;

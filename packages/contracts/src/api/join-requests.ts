import { z } from 'zod';
import { publicUser } from './accounts.ts';
import { cursor, pageLimit, timestamp, uuid } from './common.ts';
import { examples } from './examples.ts';
import { groupPreview } from './invitations.ts';

/** Somebody wants to join a group that she may enter only with approval. */
export const joinRequest = z
  .object({
    chatId: uuid,
    userId: uuid,
    group: groupPreview,
    createdAt: timestamp,
  })
  .meta({
    id: 'JoinRequest',
    example: {
      chatId: examples.chat.id,
      userId: examples.userId,
      group: { title: 'The team', description: 'All about work', pictureFileId: null, memberCount: 3 },
      createdAt: '2026-11-21T09:30:00.000Z',
    },
  });
export type JoinRequest = z.infer<typeof joinRequest>;

export const joinRequestListQuery = z.strictObject({
  cursor: cursor.optional(),
  limit: pageLimit.optional(),
});
export const joinRequestPage = z
  .object({
    requests: z.array(joinRequest).meta({ description: 'The oldest first.' }),
    users: z.array(publicUser),
    count: z.number().int().meta({ description: 'All that wait.' }),
    nextCursor: z.string().nullable(),
  })
  .meta({ example: { requests: [], users: [examples.bob], count: 0, nextCursor: null } });
export type JoinRequestPage = z.infer<typeof joinRequestPage>;

export const myJoinRequests = z
  .object({
    requests: z.array(joinRequest).meta({ description: 'Mine, not answered yet.' }),
    waiting: z
      .record(uuid, z.number().int())
      .meta({ description: 'How many wait for an answer, by groups where I may give it.' }),
  })
  .meta({ example: { requests: [], waiting: { [examples.chat.id]: 2 } } });
export type MyJoinRequests = z.infer<typeof myJoinRequests>;

export const joinRequestOutcome = z.enum(['approved', 'declined', 'withdrawn']);

import { z } from 'zod';
import { seq, uuid } from './common.ts';
import { chatState, memberRole } from './chat-head.ts';

/** What happened in a group; the message's sender did it. Clients say it in the reader's language. */
export const systemContent = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('groupCreated'), title: z.string() }),
    z.object({ type: z.literal('membersAdded'), userIds: z.array(uuid).max(100), count: z.number().int() }),
    z.object({ type: z.literal('memberJoined'), by: z.enum(['link', 'handle', 'request', 'invitation']) }),
    z.object({ type: z.literal('memberLeft') }),
    z.object({ type: z.literal('memberRemoved'), userId: uuid, isBanned: z.boolean() }),
    z.object({ type: z.literal('roleChanged'), userId: uuid, role: memberRole }),
    z.object({ type: z.literal('ownerChanged'), userId: uuid }),
    z.object({ type: z.literal('titleChanged'), title: z.string() }),
    z.object({ type: z.literal('descriptionChanged') }),
    z.object({ type: z.literal('pictureChanged'), isRemoved: z.boolean() }),
    z.object({ type: z.literal('settingsChanged'), settings: z.array(z.string()) }),
    z.object({ type: z.literal('stateChanged'), state: chatState }),
    z.object({ type: z.literal('messagePinned'), seq }),
  ])
  .meta({ id: 'SystemContent' });
export type SystemContent = z.infer<typeof systemContent>;

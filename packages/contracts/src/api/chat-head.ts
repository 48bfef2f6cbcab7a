import { z } from 'zod';
import { limits } from '../protocol.ts';
import { seq, uuid } from './common.ts';
import { contextCard } from './contexts.ts';

export const memberRole = z.enum(['owner', 'admin', 'member']);
export type MemberRole = z.infer<typeof memberRole>;

/** `readOnly`: everything stays readable, nothing is posted; `closed`: the same, and it is over. */
export const chatState = z.enum(['open', 'readOnly', 'closed']);
export type ChatState = z.infer<typeof chatState>;

/** The least role that may do something in a group. */
const leastRole = z.enum(['member', 'admin', 'owner']);

/** What members may do in a group, and how it is entered. */
export const groupSettings = z.object({
  isPublic: z.boolean().meta({ description: 'Found in search by anyone signed in.' }),
  joinRule: z
    .enum(['open', 'approval', 'invite'])
    .meta({ description: 'Of a public group: anyone joins, asks, or needs an invitation.' }),
  postRole: leastRole.meta({ description: 'Who may post; `admin` makes a group of announcements.' }),
  addRole: leastRole.meta({ description: 'Who may add and invite people.' }),
  pinRole: leastRole.meta({ description: 'Who may pin messages.' }),
  infoRole: leastRole.meta({ description: 'Who may change title, description and picture.' }),
  slowModeSeconds: z.number().int().min(0).max(limits.slowModeSeconds),
  isHistoryHidden: z.boolean().meta({ description: 'New members see nothing from before they came.' }),
});
export type GroupSettings = z.infer<typeof groupSettings>;

export const groupInfo = groupSettings
  .extend({
    description: z.string(),
    pictureFileId: uuid.nullable(),
    memberCount: z.number().int(),
    state: chatState,
    card: contextCard.nullable().meta({ description: 'What the chat is about, if it is about a thing.' }),
  })
  .meta({ id: 'GroupInfo' });
export type GroupInfo = z.infer<typeof groupInfo>;

/** What everybody in the chat sees of it alike. */
export const chatHead = z.object({
  title: z.string().nullable().meta({ description: 'Groups only.' }),
  handle: z.string().nullable(),
  group: groupInfo.nullable(),
  pins: z.array(seq).max(limits.pins).meta({ description: 'Pinned messages, the oldest pin first.' }),
});
export type ChatHead = z.infer<typeof chatHead>;

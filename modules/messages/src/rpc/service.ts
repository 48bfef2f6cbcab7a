import { MessagesService } from '@bridges/contracts/proto';
import { rpcService } from '@bridges/kit';
import type { Broker, Bus, RpcService } from '@bridges/kit';
import type { Kysely } from 'kysely';
import { chatHeads } from '../selectors/chat-heads.ts';
import { chatMates } from '../selectors/chat-mates.ts';
import { chatResolve } from '../selectors/chat-resolve.ts';
import { messageAuthors } from '../selectors/message-authors.ts';
import { readablePlaces } from '../selectors/readable-places.ts';
import { recipientsOf } from '../selectors/recipients.ts';
import { subscriptionList } from '../selectors/subscription-list.ts';
import { syncEpoch } from '../selectors/sync-epoch.ts';
import { unreadDescribe } from '../selectors/unread-describe.ts';
import { unreadMembers } from '../selectors/unread-members.ts';
import type { AppendQueue } from '../services/append-queue.ts';
import { chatMarkSet } from '../services/chat-mark-set.ts';
import type { DescribeFiles } from '../services/content-compose.ts';
import type { LiveAnnouncer } from '../services/live-announcer.ts';
import { previewAttach } from '../services/preview-attach.ts';
import { readMarkerAdvance } from '../services/read-marker-advance.ts';
import type { FindUsers } from '../services/user-finder.ts';
import type { Database } from '../tables/database.ts';
import { appendMessages } from './append-messages.ts';
import { applyBlock } from './apply-block.ts';
import { applyMembership } from './apply-membership.ts';
import { listMessagesRpc } from './list-messages.ts';
import { resumeRpc } from './resume.ts';

export interface RpcContext {
  db: Kysely<Database>;
  bus: Bus;
  broker: Broker;
  live: LiveAnnouncer;
  appendQueue: Pick<AppendQueue, 'append'>;
  files: DescribeFiles;
  findUsers: FindUsers;
}

/** The module's RPC contract, method by method. */
export function messagesRpc({
  db,
  bus,
  broker,
  live,
  appendQueue,
  files,
  findUsers,
}: RpcContext): RpcService {
  return rpcService(MessagesService, {
    appendMessages: (request) => appendMessages({ appendQueue, files }, request),
    listSubscriptions: async ({ userId }) => {
      const [subscriptions, epoch] = await Promise.all([subscriptionList(db, userId), syncEpoch(db)]);
      return { subscriptions, epoch };
    },
    getHeads: async ({ chatIds }) => ({ heads: await chatHeads(db, chatIds) }),
    resume: (request) => resumeRpc({ db, broker, live, findUsers }, request),
    markRead: async ({ userId, chatId, seq }) => ({
      readSeq: await readMarkerAdvance({ db, broker, live }, userId, chatId, seq),
    }),
    listMessages: (request) => listMessagesRpc(db, request),
    resolveChat: async ({ userId, idOrHandle }) => ({ chatId: await chatResolve(db, userId, idOrHandle) }),
    applyMembership: (request) => applyMembership({ db, bus, broker, live, findUsers }, request),
    canReadMessages: async ({ userId, places }) => ({ readable: await readablePlaces(db, userId, places) }),
    checkRecipients: async (request) => ({ recipients: await recipientsOf(db, request) }),
    listUnreadMembers: async ({ questions, limit }) => ({
      pages: await unreadMembers(db, questions, limit),
    }),
    describeUnread: async ({ questions, limit }) => ({
      answers: await unreadDescribe(db, questions, limit),
    }),
    findAuthors: async ({ places }) => ({ authors: await messageAuthors(db, places) }),
    attachPreview: async (request) => ({
      isAttached: await previewAttach({ db, broker, live }, request),
    }),
    findChatMates: async ({ userId, otherIds }) => ({ mateIds: await chatMates(db, userId, otherIds) }),
    muteChat: async ({ userId, chatId, untilMs }) => {
      await chatMarkSet({ db, bus, broker }, userId, chatId, { mutedUntil: new Date(untilMs).toISOString() });
      return {};
    },
    applyBlock: (request) => applyBlock(db, live, request),
  });
}

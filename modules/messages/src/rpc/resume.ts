import type { ResumeReply } from '@bridges/contracts';
import type { ResumeRequest } from '@bridges/contracts/proto';
import type { Kysely } from 'kysely';
import { usersOfChats } from '../presenters/chat.ts';
import { resume } from '../selectors/resume.ts';
import { savedChatEnsure } from '../services/saved-chat-ensure.ts';
import type { FindUsers } from '../services/user-finder.ts';
import type { Database } from '../tables/database.ts';

/** The reply is encoded here, once; the gateway forwards its bytes. */
export async function resumeRpc(db: Kysely<Database>, findUsers: FindUsers, request: ResumeRequest) {
  await savedChatEnsure(db, request.userId);
  const state = await resume(db, request.userId, {
    epoch: request.epoch === '' ? undefined : request.epoch,
    seqs: new Map(Object.entries(request.seqs)),
  });
  const senders = state.chats.flatMap(({ messages }) => messages.map((message) => message.senderId));
  const users = await findUsers([...usersOfChats(state.chats.map(({ chat }) => chat)), ...senders]);
  const reply: ResumeReply = { ...state, users };
  return { replyJson: new TextEncoder().encode(JSON.stringify(reply)) };
}

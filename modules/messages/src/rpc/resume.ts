import type { ResumeReply } from '@bridges/contracts';
import type { ResumeRequest } from '@bridges/contracts/proto';
import { usersOfChats } from '../presenters/chat.ts';
import { usersOfMessages } from '../presenters/message.ts';
import { resume } from '../selectors/resume.ts';
import { savedChatEnsure } from '../services/saved-chat-ensure.ts';
import type { SavedContext } from '../services/saved-chat-ensure.ts';
import type { FindUsers } from '../services/user-finder.ts';

/** The reply is encoded here, once; the gateway forwards its bytes. */
export async function resumeRpc(context: SavedContext & { findUsers: FindUsers }, request: ResumeRequest) {
  await savedChatEnsure(context, request.userId);
  const state = await resume(context.db, request.userId, {
    epoch: request.epoch === '' ? undefined : request.epoch,
    seqs: new Map(Object.entries(request.seqs)),
    revs: new Map(Object.entries(request.revs)),
  });
  const senders = usersOfMessages(state.chats.flatMap(({ messages, quoted }) => [...messages, ...quoted]));
  const named = [...usersOfChats(state.chats.map(({ chat }) => chat)), ...senders];
  const users = await context.findUsers(named, request.userId);
  const reply: ResumeReply = { ...state, users };
  return { replyJson: new TextEncoder().encode(JSON.stringify(reply)) };
}

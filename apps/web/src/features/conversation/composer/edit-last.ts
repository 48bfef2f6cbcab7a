import type { Chat } from '@bridges/sdk';
import { client } from '../../../realtime/client.ts';
import { saveEdit } from '../../../store/drafts.ts';
import { rightsOver } from '../message-rights.ts';

/** Begins to change my last message, if it is held and may be changed. */
export function editLast(chat: Chat): boolean {
  const { me, chats } = client.getState();
  const held = chats[chat.id];
  if (!me || !held?.isAtEnd) return false;
  const last = held.messages.findLast(({ senderId, kind }) => senderId === me.id && kind === 'text');
  if (!last || !rightsOver(last, chat, me.id).canEdit) return false;
  saveEdit(chat.id, { seq: last.seq, text: last.text });
  return true;
}

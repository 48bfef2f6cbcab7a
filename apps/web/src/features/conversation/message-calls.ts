import type { Message } from '@bridges/sdk';
import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { errorText } from '../../store/error-text.ts';
import { toast } from '../../ui/toasts.ts';

type Place = Pick<Message, 'chatId' | 'seq'>;

/** Tells of a failure in words; resolves with whether it worked. */
async function told(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    toast(errorText(error, useLanguageStore.getState().t));
    return false;
  }
}

const { messages } = client.rest;

export const editText = ({ chatId, seq }: Place, text: string) => told(messages.edit(chatId, seq, { text }));
export const removePreview = ({ chatId, seq }: Place) => told(messages.removePreview(chatId, seq));
export const vote = ({ chatId, seq }: Place, options: readonly number[]) =>
  told(messages.vote(chatId, seq, options));
export const closePoll = ({ chatId, seq }: Place) => told(messages.closePoll(chatId, seq));
export const pin = ({ chatId, seq }: Place) => told(messages.pin(chatId, seq));
export const unpin = ({ chatId, seq }: Place) => told(messages.unpin(chatId, seq));
export const deleteForAll = (chatId: string, seqs: readonly number[]) =>
  told(messages.deleteForAll(chatId, seqs));
export const deleteForMe = (chatId: string, seqs: readonly number[]) =>
  told(messages.deleteForMe(chatId, seqs));

/** My reaction comes, or goes if it was there. */
export function toggleReaction({ chatId, seq, mine }: Message, emoji: string): Promise<boolean> {
  const isThere = mine?.reactions.includes(emoji) ?? false;
  return told(isThere ? messages.unreact(chatId, seq, emoji) : messages.react(chatId, seq, emoji));
}

import type { Message } from '@bridges/sdk';
import { createContext, use } from 'react';
import { client } from '../../realtime/client.ts';
import { saveEdit, saveReply, useDrafts } from '../../store/drafts.ts';
import { mayWrite } from '../../store/chat-title.ts';
import { followQuote, goWayBack, jumpTo } from './jump.ts';
import type { Opening } from './opening.ts';
import { composerId } from './use-conversation-keys.ts';

/** What one can do from inside the timeline; the same object while a chat is open. */
export interface TalkActs {
  readonly chatId: string;
  jumpTo: (seq: number) => void;
  /** From the reply at `from` to its original. */
  followQuote: (from: number, to: number) => void;
  goWayBack: () => void;
  /** The reactions of a message of mine have been looked at. */
  seen: (seq: number) => void;
  reply: (message: Message, quote?: string) => void;
  edit: (message: Message) => void;
}

export const TalkActsContext = createContext<TalkActs | null>(null);

export function useTalkActs(): TalkActs {
  const acts = use(TalkActsContext);
  if (!acts) throw new Error('Outside of a conversation.');
  return acts;
}

export function createTalkActs(chatId: string, goTo: (opening: Opening) => void): TalkActs {
  return {
    chatId,
    jumpTo: (seq) => void jumpTo(chatId, seq, goTo),
    followQuote: (from, to) => void followQuote(chatId, from, to, goTo),
    goWayBack: () => void goWayBack(chatId, goTo),
    seen: (seq) => void client.rest.messages.seeReactions(chatId, seq).catch(() => undefined),
    reply({ seq }, quote) {
      const { chats, users } = client.getState();
      const chat = chats[chatId]?.chat;
      // A swipe knows nothing of rights; what is answered could not be seen, nor given up, without the field.
      if (chat && !mayWrite(chat, users)) return;
      if (useDrafts.getState().edits[chatId]) saveEdit(chatId, null);
      saveReply(chatId, { seq, ...(quote && { quote }) });
      focusComposer();
    },
    edit({ seq, text }) {
      saveEdit(chatId, { seq, text });
      focusComposer();
    },
  };
}

/** After the menu or dialog that asked for it has given the focus back. */
function focusComposer(): void {
  setTimeout(() => document.getElementById(composerId)?.focus(), 0);
}

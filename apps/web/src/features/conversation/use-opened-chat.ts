import { ApiError } from '@bridges/sdk';
import type { ChatState } from '@bridges/sdk';
import { useEffect, useRef, useState } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import { client } from '../../realtime/client.ts';
import { loadScrollPosition } from '../../store/scroll-positions.ts';
import type { ScrollPosition } from '../../store/scroll-positions.ts';
import { useChat, useConnection } from '../../store/selectors.ts';
import { jumpTo } from './jump.ts';
import { canPaint, holds, openingOf } from './opening.ts';
import type { Opening } from './opening.ts';

/** A chat on its way to the screen. */
export interface OpenedChat {
  state: ChatState | undefined;
  opening: Opening | null;
  /** The server has answered: what is in view may be marked as read. */
  isReady: boolean;
  problem: 'not found' | 'failed' | null;
  retry: () => void;
  /** Asks to stand elsewhere. */
  goTo: (opening: Opening) => void;
}

/** Opens a chat where it should be read, or at a message, painting what is held until the server answers. */
export function useOpenedChat(chatId: string, seq: number | null): OpenedChat {
  const state = useChat(chatId);
  const connection = useConnection();
  const isOnline = connection.status === 'online';
  const isCut = 'isCut' in connection && connection.isCut;
  const [opening, setOpening] = useState<Opening | null>(() => firstOpening(chatId, seq));
  const [isReady, setReady] = useState(false);
  const [problem, setProblem] = useState<OpenedChat['problem']>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (isReady) return;
    let isOld = false;
    const left = loadScrollPosition(chatId);
    const open = async () => {
      // Without a socket the server is asked how the chat is now; if it can't be, what is held is shown.
      const isAsked = isCut ? await tried(client.refreshChat(chatId)) : isOnline;
      await openAtPlace(chatId, left, seq);
      return isAsked;
    };
    open().then(
      (isAsked) => {
        if (isOld) return;
        const chat = client.getState().chats[chatId]?.chat;
        setProblem(chat ? null : 'not found');
        setOpening((before) => {
          if (!chat || (before && holds(before, chat))) return before;
          // Left since, while the device was on its own.
          const isLeft = before?.kind === 'end' && left !== null;
          return isLeft ? before : openingOf(chat, left, seq);
        });
        // What is held may be all that is wanted, and old.
        setReady(chat !== undefined && isAsked);
      },
      (error: unknown) => {
        if (isOld) return;
        const isGone =
          error instanceof ApiError && !error.isRetryable && error.status >= 400 && error.status < 500;
        setProblem(isGone ? 'not found' : 'failed');
      },
    );
    return () => {
      isOld = true;
    };
  }, [chatId, seq, attempt, isOnline, isCut, isReady]);
  useEffect(() => () => client.closeChat(chatId), [chatId]);
  // The address names another message of the open chat, or the same one is asked for again.
  const wish = useHistoryState<{ jump?: number } | null>()?.jump;
  const shown = useRef({ seq, wish });
  useEffect(() => {
    if (seq === shown.current.seq && wish === shown.current.wish) return;
    shown.current = { seq, wish };
    if (seq !== null) void jumpTo(chatId, seq, setOpening);
  }, [chatId, seq, wish]);

  return {
    state,
    opening: state && opening && (isReady || canPaint(state, opening)) ? opening : null,
    isReady,
    problem,
    retry: () => {
      setProblem(null);
      setAttempt(attempt + 1);
    },
    goTo: setOpening,
  };
}

const tried = (asked: Promise<void>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  );

function firstOpening(chatId: string, seq: number | null): Opening | null {
  const known = client.getState().chats[chatId];
  return known ? openingOf(known.chat, loadScrollPosition(chatId), seq) : null;
}

/** Asks the server for the messages there; again, where the place is another one than what is held has told. */
async function openAtPlace(chatId: string, left: ScrollPosition | null, seq: number | null): Promise<void> {
  const known = client.getState().chats[chatId]?.chat;
  await client.openChat(chatId, { around: seq ?? (left && !known?.unreadCount ? left.seq : 'unread') });
  const opened = client.getState().chats[chatId];
  if (!opened || seq !== null) return;
  const place = openingOf(opened.chat, left);
  if (place.kind === 'end' || canPaint(opened, place)) return;
  await client.openChat(chatId, { around: place.kind === 'position' ? place.position.seq : 'unread' });
}

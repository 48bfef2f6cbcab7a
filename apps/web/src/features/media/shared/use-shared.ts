import type { AttachmentListKind, Message } from '@bridges/sdk';
import { useCallback, useEffect, useRef, useState } from 'react';
import { client } from '../../../realtime/client.ts';
import { useChat } from '../../../store/selectors.ts';

/** What was shared in a chat, newest first, page by page; begins anew when something is sent or taken back. */
export function useShared(chatId: string, kind: AttachmentListKind) {
  const head = useChat(chatId)?.chat;
  const version = `${head?.lastSeq}:${head?.rev}`;
  const [messages, setMessages] = useState<readonly Message[] | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const next = useRef<number | null>(null);
  const round = useRef(0);
  const load = useCallback(
    async (before: number | undefined) => {
      const mine = before === undefined ? (round.current += 1) : round.current;
      try {
        const page = await client.rest.messages.attachments(chatId, { kind, before, limit: 60 });
        if (mine !== round.current) return;
        next.current = page.nextSeq;
        setFailed(false);
        setMessages((held) => (before === undefined ? page.messages : [...(held ?? []), ...page.messages]));
      } catch {
        if (mine === round.current) setFailed(true);
      }
    },
    [chatId, kind],
  );
  useEffect(() => {
    void load(undefined);
  }, [load, version]);
  const loadMore = useCallback(() => {
    if (next.current === null) return;
    const before = next.current;
    next.current = null;
    void load(before);
  }, [load]);
  return { messages, hasFailed, loadMore, retry: () => void load(undefined) };
}

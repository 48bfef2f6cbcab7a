import { quotedMessage } from '@bridges/sdk';
import type { Message } from '@bridges/sdk';
import { useEffect, useState } from 'react';
import { client } from '../../realtime/client.ts';

/** Pinned messages that are not in the window, fetched one by one: there are few of them. */
export function usePinned(chatId: string, pins: readonly number[]): Readonly<Record<number, Message>> {
  const [found, setFound] = useState<Readonly<Record<number, Message>>>({});
  const wanted = pins.join();
  useEffect(() => {
    let isOld = false;
    const held = client.getState().chats[chatId];
    for (const seq of wanted.split(',').filter(Boolean).map(Number)) {
      if (held && quotedMessage(held, seq)?.seq === seq) continue;
      client.rest.messages.list(chatId, { around: seq, limit: 1 }).then(
        ({ messages }) => {
          const message = messages.find((one) => one.seq === seq);
          if (!isOld && message) setFound((before) => ({ ...before, [seq]: message }));
        },
        () => undefined,
      );
    }
    return () => {
      isOld = true;
    };
  }, [chatId, wanted]);
  return found;
}

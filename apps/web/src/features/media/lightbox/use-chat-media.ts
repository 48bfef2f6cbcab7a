import type { Attachment, Message } from '@bridges/sdk';
import { useEffect, useMemo, useRef, useState } from 'react';
import { client } from '../../../realtime/client.ts';
import type { Shown } from './lightbox-store.ts';

/** A picture or film of the chat, and where it is. */
export interface Slide {
  seq: number;
  senderId: string;
  at: Date;
  caption: string;
  attachment: Attachment;
}

const isVisual = ({ kind }: Attachment) => kind === 'image' || kind === 'video';

const slidesOf = (messages: readonly Message[]): Slide[] =>
  messages.flatMap(({ seq, senderId, createdAt, text, attachments = [] }) =>
    attachments
      .filter(isVisual)
      .map((attachment) => ({ seq, senderId, at: new Date(createdAt), caption: text, attachment })),
  );

/** All pictures and films of a chat in order, loaded as one comes near the ends of what is known. */
export function useChatMedia({ chatId, messages }: Shown, index: number) {
  const [known, setKnown] = useState<readonly Message[]>(() =>
    [...messages].toSorted((a, b) => a.seq - b.seq),
  );
  const ended = useRef({ before: false, after: false });
  const asking = useRef(new Set<'before' | 'after'>());
  const slides = useMemo(() => slidesOf(known), [known]);
  const first = known[0]?.seq;
  const last = known.at(-1)?.seq;
  useEffect(() => {
    const load = async (way: 'before' | 'after', seq: number) => {
      if (ended.current[way] || asking.current.has(way)) return;
      asking.current.add(way);
      try {
        const page = await client.rest.messages.attachments(chatId, { kind: 'media', [way]: seq });
        if (page.nextSeq === null) ended.current[way] = true;
        if (page.messages.length > 0) {
          setKnown((before) => {
            const held = new Set(before.map((one) => one.seq));
            const fresh = page.messages.filter((one) => !held.has(one.seq));
            return [...before, ...fresh].toSorted((a, b) => a.seq - b.seq);
          });
        }
      } catch {
        // Without a network, what is known is shown.
      } finally {
        asking.current.delete(way);
      }
    };
    if (first !== undefined && index < 3) void load('before', first);
    if (last !== undefined && index > slides.length - 4) void load('after', last);
  }, [chatId, first, last, index, slides.length]);
  return slides;
}

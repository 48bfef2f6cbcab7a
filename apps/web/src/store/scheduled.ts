import type { Scheduled } from '@bridges/contracts';
import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { client } from '../realtime/client.ts';

/** What I have scheduled, in all chats; null until it is known. */
const useAll = create<{ list: readonly Scheduled[] | null }>(() => ({ list: null }));

/** After a refusal. */
const againMs = 10_000;

let isFollowing = false;
let isWanted = true;
/** How many changes have been told: an answer that may be older than one of them is asked for anew. */
let changes = 0;
let ownerId: string | undefined;

/** The messages that wait to be sent in a chat, the soonest first; null until they are known. */
export function useScheduled(chatId: string): readonly Scheduled[] | null {
  useEffect(follow, []);
  const { list } = useAll();
  return useMemo(() => list && list.filter((one) => one.chatId === chatId), [list, chatId]);
}

/** Asks once a connection; then live events tell of each change, made on whichever device. */
function follow(): void {
  if (isFollowing) return;
  isFollowing = true;
  client.onEvent((event) => {
    if (event.ev !== 'scheduled') return;
    const { id, scheduled } = event;
    changes += 1;
    useAll.setState(({ list }) => {
      const others = (list ?? []).filter((one) => one.id !== id);
      const next = scheduled ? [...others, scheduled] : others;
      return { list: list && next.toSorted((a, b) => a.sendAt.localeCompare(b.sendAt)) };
    });
  });
  client.subscribe(ask);
  ask();
}

function ask(): void {
  const { me } = client.getState();
  if (me?.id !== ownerId) {
    ownerId = me?.id;
    useAll.setState({ list: null });
  }
  // Events may have been missed while away.
  if (client.connection.status !== 'online') isWanted = true;
  else if (isWanted && me) {
    isWanted = false;
    const before = changes;
    client.rest.scheduled.list().then(
      (list) => {
        if (before !== changes) askAgain();
        else if (me.id === ownerId) useAll.setState({ list });
      },
      () => setTimeout(askAgain, againMs),
    );
  }
}

function askAgain(): void {
  isWanted = true;
  ask();
}

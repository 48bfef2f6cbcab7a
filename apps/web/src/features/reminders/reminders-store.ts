import type { ReminderList } from '@bridges/contracts';
import { useEffect } from 'react';
import { create } from 'zustand';
import { client } from '../../realtime/client.ts';

interface Reminders {
  userId: string | null;
  /** Null until it is known. */
  list: ReminderList | null;
  /** Why it could not be fetched. */
  error: unknown;
}

const nothing: Reminders = { userId: null, list: null, error: null };
const useStore = create<Reminders>(() => nothing);

/** What I will be reminded of; asked for when it is looked at, and kept up by live events meanwhile. */
export function useReminders(): Reminders & { again: () => void } {
  const state = useStore();
  useEffect(follow, []);
  return { ...state, again: () => void ask() };
}

function follow(): () => void {
  let isOnline = client.connection.status === 'online';
  const stopEvents = client.onEvent((event) => {
    if (event.ev !== 'reminder') return;
    if (event.reminder === null) drop(event.id);
    // What it is about comes with the list only.
    else void ask();
  });
  // Events may have been missed while away.
  const stopState = client.subscribe(() => {
    const wasOnline = isOnline;
    isOnline = client.connection.status === 'online';
    if (isOnline && !wasOnline) void ask();
  });
  void ask();
  return () => {
    stopEvents();
    stopState();
  };
}

let asked = 0;

async function ask(): Promise<void> {
  const userId = client.getState().me?.id ?? null;
  if (userId !== useStore.getState().userId) useStore.setState({ ...nothing, userId });
  asked += 1;
  const number = asked;
  try {
    const list = await client.rest.reminders.list();
    if (number === asked) useStore.setState({ list, error: null });
  } catch (error) {
    if (number === asked) useStore.setState({ error });
  }
}

function drop(id: string): void {
  useStore.setState(({ list }) => ({
    list: list && { ...list, reminders: list.reminders.filter((one) => one.id !== id) },
  }));
}

import { client } from '../../realtime/client.ts';
import type { Opening } from './opening.ts';
import { highlight, useTalk } from './talk-store.ts';

type GoTo = (opening: Opening) => void;

/** Who has wished to be elsewhere since is not led here. */
let wishes = 0;

/**
 * Brings a message into view, wherever in the chat it is, and lets it glow. False: it could not be loaded, or is
 * wished for no more.
 */
export async function jumpTo(chatId: string, seq: number, goTo: GoTo): Promise<boolean> {
  wishes += 1;
  const wish = wishes;
  if (!isHeld(chatId, seq)) await client.openChat(chatId, { around: seq }).catch(() => undefined);
  if (wish !== wishes || !isHeld(chatId, seq)) return false;
  goTo({ kind: 'message', seq });
  highlight(seq);
  return true;
}

/** Leads to the newest messages. False: she is on her way elsewhere. */
export async function jumpToEnd(chatId: string, goTo: GoTo): Promise<boolean> {
  wishes += 1;
  const wish = wishes;
  if (!client.getState().chats[chatId]?.isAtEnd)
    await client.openChat(chatId, { around: 'end' }).catch(() => undefined);
  if (wish !== wishes) return false;
  goTo({ kind: 'end' });
  return true;
}

/** Follows a quote; the way back leads to where it was clicked. */
export async function followQuote(chatId: string, from: number, to: number, goTo: GoTo): Promise<void> {
  if (!(await jumpTo(chatId, to, goTo))) return;
  useTalk.setState(({ wayBack }) => ({ wayBack: [...wayBack.filter((seq) => seq !== from), from] }));
}

/** One step back to where a quote was followed from. */
export async function goWayBack(chatId: string, goTo: GoTo): Promise<void> {
  const { wayBack } = useTalk.getState();
  const last = wayBack.at(-1);
  useTalk.setState({ wayBack: wayBack.slice(0, -1) });
  if (last !== undefined) await jumpTo(chatId, last, goTo);
}

function isHeld(chatId: string, seq: number): boolean {
  const messages = client.getState().chats[chatId]?.messages ?? [];
  const first = messages[0]?.seq ?? 0;
  return messages[seq - first]?.seq === seq;
}

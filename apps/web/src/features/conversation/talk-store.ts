import type { Message } from '@bridges/sdk';
import { create } from 'zustand';
import { whileAwake } from '../../ui/while-awake.ts';

/** What is open over the conversation. */
export type TalkDialog =
  | { kind: 'forward'; messages: readonly Message[] }
  | { kind: 'delete'; messages: readonly Message[] }
  | { kind: 'reactors'; message: Message }
  | { kind: 'readers'; message: Message }
  | { kind: 'voters'; message: Message }
  | { kind: 'history'; message: Message }
  | { kind: 'remind'; message: Message }
  | { kind: 'trace'; message: Message }
  | { kind: 'pins' }
  | { kind: 'date'; at: Date }
  | { kind: 'poll'; question: string }
  | { kind: 'schedule'; text: string }
  | { kind: 'scheduled' };

interface Talk {
  /** Chosen messages, by seq; null: nothing is being chosen. */
  selected: ReadonlySet<number> | null;
  /** Shown with a glow for a moment. */
  highlighted: number | null;
  /** Where quotes were followed from, the last one at the end. */
  wayBack: readonly number[];
  dialog: TalkDialog | null;
}

const nothing: Talk = { selected: null, highlighted: null, wayBack: [], dialog: null };

/** What one does in the open conversation, as long as it is open. */
export const useTalk = create<Talk>(() => nothing);

export const resetTalk = (): void => useTalk.setState(nothing);
export const showDialog = (dialog: TalkDialog | null): void => useTalk.setState({ dialog });
export const stopSelecting = (): void => useTalk.setState({ selected: null });

/** Chooses a message, or lets it go; the last one let go ends the choosing. */
export function toggleSelected(seq: number): void {
  const selected = new Set(useTalk.getState().selected);
  if (!selected.delete(seq)) selected.add(seq);
  useTalk.setState({ selected: selected.size === 0 ? null : selected });
}

let stopFading = (): void => undefined;

/** Lets a message glow: for two seconds from when it is shown. */
export function highlight(seq: number): void {
  stopFading();
  if (useTalk.getState().highlighted === seq) fadeHighlight();
  else useTalk.setState({ highlighted: seq });
}

/** The glowing message is on the screen. */
export function fadeHighlight(): void {
  stopFading();
  stopFading = whileAwake(2000, () => useTalk.setState({ highlighted: null }));
}

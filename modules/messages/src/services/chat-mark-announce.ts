import type { ChatMarks, Folder } from '@bridges/contracts';
import type { Bus } from '@bridges/kit';
import { presentLive } from '../presenters/live.ts';
import type { RevStep } from './user-rev.ts';

/** What an act changed of somebody's own view. */
export interface MarksChange extends RevStep {
  chats: Record<string, ChatMarks>;
  /** All her folders, when one changed. */
  folders?: Folder[];
}

/** Tells all devices of the user, after the commit. Best effort: `after` shows what was missed. */
export function chatMarkAnnounce(bus: Bus, userId: string, change: MarksChange): void {
  bus.publish(`user:${userId}`, presentLive({ ev: 'chatMarks', ...change }));
}

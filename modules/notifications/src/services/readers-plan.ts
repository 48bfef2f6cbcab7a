import type { UnreadMember, UnreadMembersPage } from '@bridges/contracts/proto';
import type { Platform } from '@bridges/kit';
import type { Channels } from '../channels/channels.ts';
import { delayMs, isOn } from '../policies/ladder-step.ts';
import { whyQuiet } from '../policies/why-quiet.ts';
import { ladderSettings } from '../selectors/ladder-settings.ts';
import type { Reader } from '../tables/database.ts';
import type { PendingChat } from './pending-chats-claim.ts';
import type { PlannedTelling } from './tellings-plan.ts';
import type { Decision } from './trace-write.ts';

export interface PlanContext {
  db: Reader;
  channels: Pick<Channels, 'reachable'>;
  presence: Pick<Platform['presence'], 'online'>;
}

/** What is to be set down for readers of chats: steps for later, and why some are not told. */
export interface ReadersPlan {
  tellings: PlannedTelling[];
  decisions: Decision[];
}

/** Members who can be reached nowhere cost nothing more. */
export async function readersPlan(
  { db, channels, presence }: PlanContext,
  chats: readonly PendingChat[],
  pages: readonly UnreadMembersPage[],
): Promise<ReadersPlan> {
  const plan: ReadersPlan = { tellings: [], decisions: [] };
  const members = new Set(pages.flatMap((page) => page.members.map(({ userId }) => userId)));
  const reached = await channels.reachable([...members]);
  if (reached.size === 0) return plan;
  const userIds = [...reached.keys()];
  const [settingsOf, online] = await Promise.all([ladderSettings(db, userIds), presence.online(userIds)]);
  const isOnline = new Set(online);
  const now = Date.now();
  for (const [index, chat] of chats.entries())
    for (const member of pages[index]?.members ?? []) {
      const names = reached.get(member.userId);
      if (!names) continue;
      const about = aboutOf(chat, member);
      const code = isOnline.has(member.userId) ? 'live' : 'away';
      plan.decisions.push({ about, step: 'app', code });
      const quiet = whyQuiet(member, now);
      const settings = settingsOf(member.userId);
      for (const channel of names) {
        if (quiet) plan.decisions.push({ about, step: channel, ...quiet });
        else if (!isOn(settings, channel)) plan.decisions.push({ about, step: channel, code: 'channel_off' });
        else {
          const dueAt = new Date(chat.firstAt.getTime() + delayMs(settings, channel));
          plan.tellings.push({ ...about, channel, isMention: false, firstAt: chat.firstAt, dueAt });
        }
      }
    }
  return plan;
}

const aboutOf = ({ chatId, firstSeq, lastSeq }: PendingChat, { userId }: UnreadMember) => ({
  userId,
  chatId,
  entryId: null,
  firstSeq,
  lastSeq,
});

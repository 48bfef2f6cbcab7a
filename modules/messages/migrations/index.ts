import type { Migration } from 'kysely/migration';
import * as chatsAndMessages from './0001-chats-and-messages.ts';
import * as changesAndContent from './0002-changes-and-content.ts';
import * as messageActs from './0003-message-acts.ts';
import * as mentions from './0004-mentions.ts';
import * as chatMarks from './0006-chat-marks.ts';
import * as scheduledAndReminders from './0007-scheduled-and-reminders.ts';
import * as directBlocks from './0010-direct-blocks.ts';
import * as sharedMedia from './0011-shared-media.ts';
import * as messageSearch from './0012-message-search.ts';
import * as quotes from './0013-quotes.ts';
import * as whatDraftsQuote from './0014-what-drafts-quote.ts';
import * as messageHours from './0016-message-hours.ts';
import * as groupHeads from './0008-group-heads.ts';
import * as searchRows from './0015-search-rows.ts';
import * as searchLetters from './0017-search-letters.ts';
import * as deactivations from './0018-deactivations.ts';
import * as searchLinks from './0019-search-links.ts';
import * as searchVacuum from './0020-search-vacuum.ts';
import * as searchChanges from './0021-search-changes.ts';

export const migrations: Record<string, Migration> = {
  '0001-chats-and-messages': chatsAndMessages,
  '0002-changes-and-content': changesAndContent,
  '0003-message-acts': messageActs,
  '0004-mentions': mentions,
  '0006-chat-marks': chatMarks,
  '0007-scheduled-and-reminders': scheduledAndReminders,
  '0010-direct-blocks': directBlocks,
  '0008-group-heads': groupHeads,
  '0011-shared-media': sharedMedia,
  '0013-quotes': quotes,
  '0016-message-hours': messageHours,
  '0012-message-search': messageSearch,
  '0014-what-drafts-quote': whatDraftsQuote,
  '0015-search-rows': searchRows,
  '0017-search-letters': searchLetters,
  '0018-deactivations': deactivations,
  '0019-search-links': searchLinks,
  '0020-search-vacuum': searchVacuum,
  '0021-search-changes': searchChanges,
};

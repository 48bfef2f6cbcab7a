import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, Outcome, Telling } from '../channels/channel.ts';
import { AppError } from '@bridges/kit';
import { isTelegramUsed, telegramLinkOf, telegramReachable } from '../selectors/telegram-links.ts';
import { wasTold } from '../selectors/telegram-messages.ts';
import { telegramBlock, telegramLocaleSet } from '../services/telegram-link-update.ts';
import { telegramMessageKeep, telegramMessagesRead } from '../services/telegram-message-keep.ts';
import type { BotContext } from './bot-context.ts';
import { clearMessage } from './message-clear.ts';
import { TelegramFailure } from './telegram-failure.ts';
import { tellingText } from './telling-text.ts';

const retryMs = 15_000;
const noAnswerPauseMs = 5000;
/** Less than a task may take to end when the service stops. */
const turnMs = 2000;
const noBot: Channel = {
  name: 'telegram',
  isConfigured: false,
  reachable: async () => new Set(),
  isUsed: async () => false,
  tell: async () => ({ kind: 'gone', note: 'no bot is set up' }),
};

/** Tells people by the bot they linked. Without a bot it reaches nobody. */
export function telegramChannel(context: BotContext | undefined): Channel {
  if (!context) return noBot;
  const { db } = context;
  /** After a 429 nothing is asked of Telegram until it would answer; where it gave no answer, for a moment. */
  let pausedUntil = 0;
  return {
    name: 'telegram',
    isConfigured: true,
    reachable: (userIds) => telegramReachable(db, userIds),
    isUsed: () => isTelegramUsed(db),
    async tell(telling) {
      const pauseMs = pausedUntil - Date.now();
      if (pauseMs > 0) return { kind: 'later', afterMs: pauseMs, note: 'Telegram asked us to wait' };
      const outcome = await tell(context, telling);
      if (outcome.kind === 'later' && outcome.pauseMs !== undefined)
        pausedUntil = Date.now() + outcome.pauseMs;
      return outcome;
    },
    async clear(userId, chatId, upToSeq) {
      const read = await telegramMessagesRead(db, { userId, chatId, upToSeq });
      if (read.length === 0) return;
      const link = await telegramLinkOf(db, { userId });
      if (!link || link.blockedAt) return;
      for (const message of read) await clearMessage(context, message, link.locale);
    },
  };
}

async function tell(context: BotContext, telling: Telling): Promise<Outcome & { pauseMs?: number }> {
  const { db, client } = context;
  const { id: tellingId, userId, locale } = telling;
  const link = await telegramLinkOf(db, { userId });
  if (!link) return { kind: 'gone', note: 'not linked' };
  if (link.blockedAt) return { kind: 'gone', note: 'the bot was stopped' };
  if (await wasTold(db, tellingId)) return { kind: 'delivered', note: 'told before' };
  const waitMs = await untilItsTurn(context);
  if (waitMs > 0) return { kind: 'later', afterMs: waitMs, note: 'too many at once' };
  const { text, entities, keyboard } = tellingText(telling, context.publicUrl());
  const { telegramId } = link;
  let messageId: number;
  try {
    const sent = await client.call((api) =>
      api.sendMessage(telegramId, text, {
        entities,
        reply_markup: { inline_keyboard: keyboard },
        link_preview_options: { is_disabled: true },
      }),
    );
    messageId = sent.message_id;
  } catch (failure) {
    if (!(failure instanceof TelegramFailure)) throw failure;
    if (failure.isGone) await telegramBlock(db, telegramId, true);
    return outcomeOf(failure);
  }
  await telegramMessageKeep(db, { telegramId, messageId, tellingId, userId, ...placeOf(telling) });
  if (link.locale !== locale) await telegramLocaleSet(db, userId, locale);
  return { kind: 'delivered' };
}

/**
 * The bot may say 30 things a second to all together; a few are left for answers. Many that are due at once wait here
 * one behind the other, which costs less than to try each of them again and again. Resolves to what is left to wait.
 */
async function untilItsTurn({ limits }: BotContext): Promise<number> {
  const until = Date.now() + turnMs;
  for (;;) {
    try {
      await limits.sends.consume('bot');
      return 0;
    } catch (error) {
      if (!(error instanceof AppError) || error.retryAfterMs === undefined) throw error;
      const waitMs = Math.max(error.retryAfterMs, 50);
      if (Date.now() + waitMs > until) return waitMs;
      await delay(waitMs, undefined, { ref: false });
    }
  }
}

function placeOf(telling: Telling) {
  if (telling.kind === 'entry' || telling.isTest) return { chatId: null, firstSeq: null, lastSeq: null };
  const seqs = telling.messages.map(({ seq }) => seq);
  const lastSeq = Math.max(...seqs);
  // More were told of than are shown: no single one is answered.
  const firstSeq = telling.count > 1 ? Math.min(...seqs, lastSeq - 1) : lastSeq;
  return { chatId: telling.chat.id, firstSeq, lastSeq };
}

function outcomeOf(failure: TelegramFailure): Outcome & { pauseMs?: number } {
  const { status, retryAfterMs } = failure;
  const note = status === 0 ? 'no answer' : `answered ${status}`;
  if (failure.isGone) return { kind: 'gone', note };
  if (!failure.isPassing) return { kind: 'refused', note };
  const afterMs = retryAfterMs ?? retryMs;
  const later = { kind: 'later', afterMs, note } as const;
  if (status === 429) return { ...later, pauseMs: afterMs };
  // Waiting for it again and again would keep back all the others.
  return status === 0 ? { ...later, pauseMs: noAnswerPauseMs } : later;
}

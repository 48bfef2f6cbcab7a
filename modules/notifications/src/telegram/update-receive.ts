import { setTimeout as delay } from 'node:timers/promises';
import { telegramUpdateFinish, telegramUpdateNote } from '../services/telegram-update-note.ts';
import { bestEffort } from './bot-context.ts';
import type { AfterCommit, BotContext } from './bot-context.ts';
import { routeUpdate } from './update-route.ts';
import type { TelegramUpdate } from './update.ts';

export const updateJob = 'telegram-update';
const pausesMs = [200, 1000];

/**
 * Carries an update out, once however often it comes. What can not be done now (messages does not answer) becomes a
 * background task, so that nobody else waits for it. When this comes back, the update is safe and may be confirmed.
 *
 * @throws when nothing could be written: the update has to come again
 */
export async function receiveUpdate(context: BotContext, update: TelegramUpdate): Promise<void> {
  for (const pauseMs of pausesMs) {
    try {
      return await carryOut(context, update);
    } catch (error) {
      context.log.warn({ err: error, updateId: update.update_id }, 'An update of Telegram failed.');
      await delay(pauseMs);
    }
  }
  await context.db.transaction().execute(async (trx) => {
    const isNew = await telegramUpdateNote(trx, update.update_id, false);
    const key = `${updateJob}:${update.update_id}`;
    if (isNew) await context.jobs.enqueue(trx, updateJob, { update }, { key });
  });
}

async function carryOut(context: BotContext, update: TelegramUpdate): Promise<void> {
  const after = await context.db.transaction().execute(async (trx) => {
    if (!(await telegramUpdateNote(trx, update.update_id, true))) return undefined;
    return routeUpdate(context, trx, update);
  });
  await finish(context, after);
}

/** The background task. */
export async function receiveUpdateLater(context: BotContext, update: TelegramUpdate): Promise<void> {
  const after = await context.db.transaction().execute(async (trx) => {
    if (!(await telegramUpdateFinish(trx, update.update_id))) return undefined;
    return routeUpdate(context, trx, update);
  });
  await finish(context, after);
}

/** It is done; that it is also said is up to Telegram. */
async function finish({ log }: BotContext, after: AfterCommit | undefined): Promise<void> {
  if (after) await bestEffort(log, after);
}

import type { TestTellingAnswer } from '@bridges/contracts';
import type { RateLimit } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import type { ChannelName } from '../channels/channel.ts';
import type { Channels } from '../channels/channels.ts';
import { errors } from '../errors.ts';
import { presentTest } from '../presenters/telling.ts';
import type { Db } from '../tables/database.ts';
import { spokenSettings } from './languages.ts';
import type { AskLanguages } from './languages.ts';

export interface TestContext {
  db: Db;
  channels: Channels;
  accounts: AskLanguages;
  testLimit: RateLimit;
}

/** Tells somebody something of no weight, now. @throws AppError notifications.channel_not_ready, kit.rate_limited */
export async function testTell(
  { db, channels, accounts, testLimit }: TestContext,
  userId: string,
  name: ChannelName,
): Promise<TestTellingAnswer> {
  await testLimit.consume(userId);
  const channel = channels.get(name);
  if (!channel || !(await channel.reachable([userId])).has(userId)) throw errors.channel_not_ready();
  const { locale } = (await spokenSettings(db, accounts, [userId]))(userId);
  const { kind: outcome, note = '' } = await channel.tell(presentTest({ id: uuidv7(), userId, locale }));
  return { outcome, note };
}

import type { ChannelName } from '../channels/channel.ts';
import { ladderDefaults } from '../policies/ladder-defaults.ts';
import type { Db } from '../tables/database.ts';
import type { LadderSettings } from '../tables/ladder.ts';

/** Keeps how somebody wants to be told; what is not named stays as it was. */
export async function ladderSettingsSet(
  db: Pick<Db, 'insertInto'>,
  userId: string,
  settings: Partial<LadderSettings>,
): Promise<void> {
  await db
    .insertInto('ladderSettings')
    .values({ ...ladderDefaults, ...settings, userId })
    .onConflict((conflict) => conflict.column('userId').doUpdateSet({ ...settings, userId }))
    .execute();
}

/** For one-click unsubscribe and the like. */
export const channelSwitch = (
  db: Pick<Db, 'insertInto'>,
  userId: string,
  channel: ChannelName,
  isOn: boolean,
): Promise<void> => ladderSettingsSet(db, userId, { [isOnColumn[channel]]: isOn });

const isOnColumn = { push: 'isPushOn', telegram: 'isTelegramOn', email: 'isEmailOn' } as const;

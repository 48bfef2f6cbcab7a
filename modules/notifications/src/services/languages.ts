import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { ladderSettings } from '../selectors/ladder-settings.ts';
import type { Reader } from '../tables/database.ts';
import type { LadderSettings } from '../tables/ladder.ts';

export type AskLanguages = Pick<RpcClient<typeof AccountsService>, 'getLanguages'>;

const atOnce = 1000;

/**
 * How each of these users wants to be told, in the language of her account. Who has chosen none there is told in the
 * one that her settings of notifications name.
 */
export async function spokenSettings(
  db: Reader,
  accounts: AskLanguages,
  userIds: readonly string[],
): Promise<(userId: string) => LadderSettings> {
  const [settingsOf, languages] = await Promise.all([
    ladderSettings(db, userIds),
    languagesOf(accounts, userIds),
  ]);
  return (userId) => {
    const settings = settingsOf(userId);
    const locale = languages.get(userId);
    return locale ? { ...settings, locale } : settings;
  };
}

/** Those that they chose for their accounts. */
export async function languagesOf(
  accounts: AskLanguages,
  userIds: readonly string[],
): Promise<Map<string, LadderSettings['locale']>> {
  const ids = [...new Set(userIds)];
  const languages = new Map<string, LadderSettings['locale']>();
  for (let from = 0; from < ids.length; from += atOnce) {
    const answer = await accounts.getLanguages(
      { userIds: ids.slice(from, from + atOnce) },
      { deadlineMs: 5000 },
    );
    for (const [userId, language] of Object.entries(answer.languages))
      if (language === 'en' || language === 'ru') languages.set(userId, language);
  }
  return languages;
}

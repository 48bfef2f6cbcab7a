import type { TelegramState } from '@bridges/contracts';
import type { TelegramLinkRow } from '../tables/telegram.ts';

export function presentTelegram(
  link: TelegramLinkRow | undefined,
  bot: { username: string | undefined } | undefined,
): TelegramState {
  return {
    isConfigured: bot !== undefined,
    botUsername: bot?.username ?? null,
    link: link
      ? {
          name: link.name,
          username: link.username,
          linkedAt: link.linkedAt.toISOString(),
          isBlocked: link.blockedAt !== null,
        }
      : null,
  };
}

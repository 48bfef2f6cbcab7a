import type { PublicUser } from '@bridges/sdk';
import { useState } from 'react';
import { formatLastSeen } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { usePresence } from '../../store/selectors.ts';
import { useNow } from '../../ui/use-now.ts';

/** "online", or when the person was last here: of what the server told and what was seen live, the later. */
export function useLastSeen(user: PublicUser | undefined): string {
  const t = useT();
  const language = useLanguage();
  const now = useNow(30_000);
  const presence = usePresence(user?.id ?? null);
  const [wasOnline, setWasOnline] = useState(false);
  if (presence?.isOnline && !wasOnline) setWasOnline(true);
  if (!user) return '';
  if (user.isDeactivated) return t('presence.deactivated');
  if (presence?.isOnline) return t('presence.online');
  // She does not show it to me, or no longer: what was seen before must not tell it.
  if (user.lastSeenAt === null) return t('presence.never');
  const told = Date.parse(user.lastSeenAt);
  // Seen leaving: that is later than anything told before.
  const left = presence && wasOnline ? presence.since : 0;
  const last = Math.max(told, left);
  return formatLastSeen(new Date(last), now, language, t);
}

import { BellOff, Pin } from 'lucide-react';
import { formatFull, formatTime } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { Ticks } from '../../../ui/Ticks.tsx';
import type { TickState } from '../../../ui/Ticks.tsx';
import type { TimelineRow } from '../timeline-rows.ts';
import styles from './MessageMeta.module.css';

interface Props {
  row: TimelineRow;
  delivery: TickState | null;
  hasTicks: boolean;
  isPinned: boolean;
}

/** When, whether it was edited, and how far it got. */
export function MessageMeta({ row, delivery, hasTicks, isPinned }: Props) {
  const t = useT();
  const language = useLanguage();
  const { editedAt, isSilent } = row.message ?? {};
  const full = formatFull(row.at, language);
  const edited =
    editedAt === undefined ? null : t('message.editedAt', { date: formatFull(new Date(editedAt), language) });
  return (
    <span className={styles.meta} dir="ltr" title={edited === null ? full : `${full}\n${edited}`}>
      {isPinned && <Pin size={12} role="img" aria-label={t('message.pinned')} />}
      {isSilent && <BellOff size={12} role="img" aria-label={t('message.silent')} />}
      {edited !== null && <span aria-label={edited}>{t('message.edited')}</span>}
      <time dateTime={row.at.toISOString()}>{formatTime(row.at, language)}</time>
      {delivery && hasTicks && <Ticks state={delivery} />}
      {row.isOwn && !hasTicks && <span className="visually-hidden">{t('chat.sent')}</span>}
    </span>
  );
}

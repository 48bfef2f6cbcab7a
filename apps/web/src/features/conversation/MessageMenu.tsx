import { Copy, RotateCw, Trash2 } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import { toast } from '../../ui/toasts.ts';
import type { TimelineRow } from './timeline-rows.ts';

export interface MenuTarget {
  row: TimelineRow;
  at: { x: number; y: number };
}
interface Props {
  target: MenuTarget;
  onClose: () => void;
}

/** What can be done with a message. */
export function MessageMenu({ target: { row, at }, onClose }: Props) {
  const t = useT();
  const copy: MenuItem = {
    label: t('act.copy'),
    icon: Copy,
    run: () => void navigator.clipboard?.writeText(row.text).then(() => toast(t('act.copied'))),
  };
  const isFailed = row.delivery === 'failed';
  const items: MenuItem[] = isFailed
    ? [
        { label: t('act.retry'), icon: RotateCw, run: () => client.retry(row.clientId) },
        copy,
        { label: t('act.delete'), icon: Trash2, isDanger: true, run: () => client.discard(row.clientId) },
      ]
    : [copy];
  return <Menu label={t('chat.messageMenu')} items={items} at={at} onClose={onClose} />;
}

import { Archive, AtSign, CheckCheck, FolderClosed, MessagesSquare } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { showTab } from './list-view.ts';
import type { ListTab } from './list-view.ts';

/** A tab without chats: what belongs here, and how it comes here. */
export function EmptyTab({ tab }: { tab: ListTab }) {
  const t = useT();
  if (tab === 'all') return <Notice icon={MessagesSquare} title={t('list.emptyAll')} />;
  const known: Readonly<Record<string, readonly [LucideIcon, string, string?]>> = {
    unread: [CheckCheck, t('list.emptyUnread')],
    mentions: [AtSign, t('list.emptyMentions')],
    archive: [Archive, t('list.emptyArchive'), t('list.emptyArchiveHint')],
  };
  const [icon, title, hint] = known[tab] ?? [FolderClosed, t('list.emptyFolder'), t('list.emptyFolderHint')];
  return (
    <Notice icon={icon} title={title} hint={hint}>
      <Button look="tinted" onClick={() => showTab('all')}>
        {t('list.toAll')}
      </Button>
    </Notice>
  );
}

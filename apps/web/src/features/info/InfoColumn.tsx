import { ArrowLeft, Pencil, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { useChat } from '../../store/selectors.ts';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { rightsIn } from '../groups/rights.ts';
import { lazyPart } from '../problems/lazy-part.ts';
import { Part } from '../problems/Part.tsx';
import { GroupInfo } from './GroupInfo.tsx';
import styles from './InfoColumn.module.css';
import { PersonInfo } from './PersonInfo.tsx';
import type { InfoPage } from './info-page.ts';

const EditGroup = lazyPart(async () => (await import('../groups/EditGroup.tsx')).EditGroup);
const AddMembers = lazyPart(async () => (await import('../groups/AddMembers.tsx')).AddMembers);
const InviteLinks = lazyPart(async () => (await import('../groups/InviteLinks.tsx')).InviteLinks);
const JoinRequests = lazyPart(async () => (await import('../groups/JoinRequests.tsx')).JoinRequests);
const BannedUsers = lazyPart(async () => (await import('../groups/BannedUsers.tsx')).BannedUsers);

const SharedTabs = lazyPart(async () => (await import('../media/shared/SharedTabs.tsx')).SharedTabs);

const headings = {
  main: 'info.title',
  edit: 'group.edit',
  add: 'group.addPeople',
  links: 'group.links',
  requests: 'group.requests',
  banned: 'group.banned',
} as const;

/** What is known about a chat: the other person's profile, or the group with its members and ways in. */
export function InfoColumn({ chatId }: { chatId: string }) {
  const t = useT();
  const [, navigate] = useLocation();
  const chat = useChat(chatId)?.chat;
  const [page, setPage] = useState<InfoPage>('main');
  const scroll = useRef<HTMLDivElement>(null);
  if (!chat) return null;
  const isMain = page === 'main';
  const rights = rightsIn(chat);
  const toMain = () => setPage('main');
  return (
    <aside
      className={styles.column}
      aria-label={t('chat.info')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isMain || event.defaultPrevented) return;
        event.preventDefault();
        toMain();
      }}
    >
      <header className={styles.header}>
        {isMain ? (
          <IconButton
            key="close"
            icon={X}
            label={t('act.close')}
            onClick={() => goBack(navigate, routes.chat(chatId))}
          />
        ) : (
          <IconButton key={page} icon={ArrowLeft} label={t('act.back')} autoFocus onClick={toMain} />
        )}
        <h2 className={styles.heading}>{t(headings[page])}</h2>
        {isMain && chat.kind === 'group' && (rights.info || rights.moderate) && (
          <IconButton icon={Pencil} label={t('group.edit')} onClick={() => setPage('edit')} />
        )}
      </header>
      <div ref={scroll} className={styles.scroll}>
        {isMain &&
          (chat.kind === 'group' ? (
            <GroupInfo chat={chat} scroll={scroll} onOpen={setPage} />
          ) : (
            <PersonInfo chat={chat} />
          ))}
        <Part key={page} onFail={toMain}>
          {isMain && <SharedTabs chatId={chatId} />}
          {page === 'edit' && <EditGroup chat={chat} onDone={toMain} />}
          {page === 'add' && <AddMembers chat={chat} onDone={toMain} />}
          {page === 'links' && <InviteLinks chat={chat} />}
          {page === 'requests' && <JoinRequests chat={chat} />}
          {page === 'banned' && <BannedUsers chat={chat} />}
        </Part>
      </div>
    </aside>
  );
}

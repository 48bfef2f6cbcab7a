import type { Chat } from '@bridges/sdk';
import { Search, UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { useT } from '../../i18n/language.ts';
import { watchFor } from '../../realtime/watching.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { moveFocus } from '../../ui/move-focus.ts';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './InfoColumn.module.css';
import { MemberRow } from './MemberRow.tsx';
import { useMemberActs } from './use-member-acts.tsx';
import { useMembers } from './use-members.ts';

interface Props {
  chat: Chat;
  /** What scrolls: near its end more members are asked for. */
  scroll: RefObject<HTMLElement | null>;
  /** Null: I may not. */
  onAdd: (() => void) | null;
}

/** The members of a group with their roles, owners first; found by name. */
export function GroupMembers({ chat, scroll, onAdd }: Props) {
  const t = useT();
  const [search, setSearch] = useState<string | null>(null);
  const { members, users, isLoading, hasFailed, loadMore, retry } = useMembers(
    chat.id,
    (search ?? '').trim(),
  );
  const { actsOf, question } = useMemberActs(chat);
  const ids = members
    .slice(0, 150)
    .map(({ userId }) => userId)
    .join();
  useEffect(() => {
    watchFor('members', ids ? ids.split(',') : []);
    return () => watchFor('members', []);
  }, [ids]);
  useEffect(() => {
    const element = scroll.current;
    const onScroll = () => {
      if (element && element.scrollHeight - element.scrollTop - element.clientHeight < 800) void loadMore();
    };
    element?.addEventListener('scroll', onScroll, { passive: true });
    return () => element?.removeEventListener('scroll', onScroll);
  });
  return (
    <section className={styles.members} aria-labelledby="members-title" onKeyDown={moveFocus}>
      <header className={styles.membersHeader}>
        {search === null ? (
          <h3 id="members-title" className={styles.membersTitle}>
            {t('info.members')}
            <span className={styles.membersCount}>{chat.group?.memberCount}</span>
          </h3>
        ) : (
          <input
            type="search"
            className={styles.membersSearch}
            placeholder={t('group.findMember')}
            aria-label={t('group.findMember')}
            value={search}
            maxLength={100}
            dir="auto"
            autoFocus
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.preventDefault();
              event.stopPropagation();
              setSearch(null);
            }}
          />
        )}
        <IconButton
          icon={Search}
          label={t('group.findMember')}
          aria-pressed={search !== null}
          onClick={() => setSearch(search === null ? '' : null)}
        />
        {onAdd && <IconButton icon={UserPlus} label={t('group.addPeople')} onClick={onAdd} />}
      </header>
      {members.length === 0 && isLoading && <SkeletonRows count={3} />}
      {hasFailed && members.length === 0 && (
        <div className={styles.failed} role="alert">
          <p>{t('group.membersFailed')}</p>
          <Button look="tinted" onClick={retry}>
            {t('act.tryAgain')}
          </Button>
        </div>
      )}
      {!isLoading && !hasFailed && members.length === 0 && (
        <p className={styles.none}>{t('chats.nothingFound', { query: search ?? '' })}</p>
      )}
      <ul>
        {members.map((member) => {
          const user = users[member.userId];
          return (
            user && <MemberRow key={user.id} user={user} role={member.role} acts={actsOf(member, user)} />
          );
        })}
      </ul>
      {question}
    </section>
  );
}

import { SearchX } from 'lucide-react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { useChats, useMe, useUsers } from '../../store/selectors.ts';
import { otherLayout } from '../../text/other-layout.ts';
import { moveFocus } from '../../ui/move-focus.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { openDirectWith } from '../people/open-direct.ts';
import { PersonRow } from '../people/PersonRow.tsx';
import { usePeople } from '../people/use-people.ts';
import { ChatRow } from './ChatRow.tsx';
import { FoundGroupRow } from './FoundGroupRow.tsx';
import { findChats } from './find-chats.ts';
import styles from './SearchResults.module.css';
import { useFoundGroups } from './use-found-groups.ts';

interface Props {
  query: string;
  chatId: string | null;
  onPick: () => void;
}

/** Chats of mine at once, then people from the directory. */
export function SearchResults({ query, chatId, onPick }: Props) {
  const t = useT();
  const me = useMe();
  const chats = findChats(useChats(), useUsers(), query, t);
  const typed = usePeople(query, '-lastSeen');
  // Nobody of this name: perhaps it was typed in the wrong keyboard layout.
  const isWrongLayout = !typed.isLoading && !typed.hasFailed && typed.users.length === 0;
  const swapped = usePeople(otherLayout(query), '-lastSeen', isWrongLayout);
  const people = isWrongLayout ? swapped : typed;
  const groups = useFoundGroups(query).filter(({ handle }) => handle !== null);
  const [, navigate] = useLocation();
  const known = new Set(chats.map(({ chat }) => chat.peerId));
  const others = people.users.filter(({ id }) => id !== me?.id && !known.has(id));
  const isNothing = chats.length + others.length + groups.length === 0;
  return (
    <div className={styles.results} onKeyDown={moveFocus}>
      {chats.length > 0 && (
        <section aria-labelledby="found-chats">
          <h2 id="found-chats" className={styles.heading}>
            {t('chats.foundChats')}
          </h2>
          <ul>
            {chats.map((state) => (
              <li key={state.chat.id}>
                <ChatRow state={state} isSelected={state.chat.id === chatId} onPick={onPick} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="found-people">
          <h2 id="found-people" className={styles.heading}>
            {t('chats.foundPeople')}
          </h2>
          <ul>
            {others.map((user) => (
              <li key={user.id}>
                <PersonRow
                  user={user}
                  onPick={() => void openDirectWith(user.id, navigate).then((isOpen) => isOpen && onPick())}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {groups.length > 0 && (
        <section aria-labelledby="found-groups">
          <h2 id="found-groups" className={styles.heading}>
            {t('list.foundGroups')}
          </h2>
          <ul>
            {groups.map((group) => (
              <li key={group.chatId}>
                <FoundGroupRow group={group} onPick={onPick} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {isNothing && people.isLoading && <SkeletonRows count={3} />}
      {isNothing && !people.isLoading && (
        <Notice
          icon={SearchX}
          title={people.hasFailed ? t('people.failed') : t('chats.nothingFound', { query })}
          hint={people.hasFailed ? t('error.network') : t('chats.nothingFoundHint')}
        />
      )}
    </div>
  );
}

import { Search, SearchX } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useLanguage, useT } from '../../i18n/language.ts';
import { useChats, useMe, useUsers } from '../../store/selectors.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { Chips } from './Chips.tsx';
import { useAnswered } from './combobox.ts';
import { FileOption } from './FileOption.tsx';
import { addChips, isQuestion, optionsOf, pendingOf, takeChips, wordsIn } from './filters.ts';
import { findByName, namesOfChat } from './find-by-name.ts';
import { ChatOption, GroupOption, PersonOption } from './FoundSections.tsx';
import { HitOption } from './HitOption.tsx';
import { keepSearch, loadRecentSearches, useRecentSearches } from './recent-searches.ts';
import { OlderMessages } from './OlderMessages.tsx';
import { Recents } from './Recents.tsx';
import { closeSearch, searchListId, setSearch, useSearch } from './search-store.ts';
import styles from './SearchPanel.module.css';
import { SearchProblem } from './SearchProblem.tsx';
import { Section } from './Section.tsx';
import { suggestionsFor } from './suggestions.ts';
import { Suggestions } from './Suggestions.tsx';
import { useFoundMessages } from './use-found-messages.ts';
import { useFoundGroups, useFoundPeople } from './use-found-people.ts';
import { useOpenHit } from './use-open-hit.ts';

interface Props {
  chatId: string | null;
  /** The field gets the focus back. */
  onFocus: () => void;
}

const mostChats = 6;

/** Under the search field: what was looked for before; then chats, people, groups, files and messages. */
export function SearchPanel({ chatId, onFocus }: Props) {
  const t = useT();
  const language = useLanguage();
  const me = useMe();
  const users = useUsers();
  const allChats = useChats();
  const { text, chips } = useSearch();
  const recents = useRecentSearches(({ list }) => list);
  const openHit = useOpenHit();
  useEffect(loadRecentSearches, []);
  useEffect(() => {
    const taken = takeChips(text);
    if (taken.chips.length > 0) setSearch({ text: taken.text, chips: addChips(chips, taken.chips) });
  }, [text, chips]);

  const pending = pendingOf(text);
  const words = wordsIn(text);
  const isEmpty = text.trim() === '' && chips.length === 0;
  const isBegun = text.trim() === '' && !isQuestion('', chips);
  // A filter is about messages: people and groups have neither files nor dates.
  const names = chips.length === 0 && !pending ? words : '';
  const people = useFoundPeople(pending?.kind === 'from' ? pending.value : names);
  const groups = useFoundGroups(names);
  const options = optionsOf(text, chips);
  const found = useFoundMessages(options);
  const chats = useMemo(
    () =>
      names === '' ? [] : findByName(names, allChats, (state) => namesOfChat(state, users, t), mostChats),
    [names, allChats, users, t],
  );
  const suggestions = useMemo(
    () =>
      suggestionsFor({
        pending,
        t,
        language,
        chats: allChats,
        users,
        meId: me?.id,
        found: people.users,
        openChat: allChats.find(({ chat }) => chat.id === chatId),
      }),
    [pending, t, language, allChats, users, me, people.users, chatId],
  );

  const known = new Set(chats.map(({ chat }) => chat.peerId));
  const others = names.length < 2 ? [] : people.users.filter(({ id }) => id !== me?.id && !known.has(id));
  const doors = names.length < 2 ? [] : groups.groups;
  const { files, messages } = found;
  const isLoading = found.isLoading || (names.length >= 2 && (people.isLoading || groups.isLoading));
  const isNothing = chats.length + others.length + doors.length + files.length + messages.length === 0;
  useAnswered(searchListId, isLoading);
  const done = () => {
    keepSearch(text, chips);
    closeSearch();
  };
  const common = { listId: searchListId, chats: found.chats, users: found.users };
  return (
    <div className={styles.panel} tabIndex={-1}>
      <Chips onRemove={onFocus} />
      <div
        className={styles.list}
        onScroll={({ currentTarget: list }) => {
          if (list.scrollHeight - list.scrollTop - list.clientHeight < 800) void found.loadMore();
        }}
      >
        <div id={searchListId} role="listbox" aria-label={t('search.results')} aria-busy={isLoading}>
          {(isBegun || pending) && (
            <Suggestions listId={searchListId} suggestions={suggestions} onPick={onFocus} />
          )}
          {isEmpty && recents.length > 0 && <Recents listId={searchListId} onPick={onFocus} />}
          {chats.length > 0 && (
            <Section title={t('search.chats')}>
              {chats.map((state) => (
                <ChatOption key={state.chat.id} listId={searchListId} state={state} onPick={done} />
              ))}
            </Section>
          )}
          {others.length > 0 && (
            <Section title={t('search.people')} isStale={people.isLoading}>
              {others.map((user) => (
                <PersonOption key={user.id} listId={searchListId} user={user} onPick={done} />
              ))}
            </Section>
          )}
          {doors.length > 0 && (
            <Section title={t('search.groups')} isStale={groups.isLoading}>
              {doors.map((group) => (
                <GroupOption key={group.chatId} listId={searchListId} group={group} onPick={done} />
              ))}
            </Section>
          )}
          {files.length > 0 && (
            <Section title={t('search.files')} isStale={found.isLoading}>
              {files.map((hit) => (
                <FileOption
                  key={`${hit.chatId} ${hit.seq}`}
                  {...common}
                  hit={hit}
                  onPick={() => openHit(hit)}
                />
              ))}
            </Section>
          )}
          {messages.length > 0 && (
            <Section title={t('search.messages')} isStale={found.isLoading}>
              {messages.map((hit) => (
                <HitOption
                  key={`${hit.chatId} ${hit.seq}`}
                  {...common}
                  hit={hit}
                  onPick={() => openHit(hit)}
                />
              ))}
            </Section>
          )}
        </div>
        {isNothing && options === null && !pending && (!isEmpty || recents.length === 0) && (
          <Notice
            icon={Search}
            title={t(chips.length === 0 ? 'search.teach' : 'search.teachMore')}
            hint={t('search.teachHint')}
          />
        )}
        {options !== null && isNothing && isLoading && <SkeletonRows count={4} />}
        {options !== null && isNothing && !isLoading && !found.hasFailed && !found.isPartial && (
          <Notice
            icon={SearchX}
            title={chips.length > 0 ? t('search.nothingFiltered') : t('search.nothing', { query: words })}
            hint={t(chips.length > 0 ? 'search.nothingFilteredHint' : 'search.nothingHint')}
          >
            {chips.length > 0 && (
              <Button look="tinted" onClick={() => (setSearch({ chips: [] }), onFocus())}>
                {t('search.clearFilters')}
              </Button>
            )}
          </Notice>
        )}
        {found.hasFailed && !isLoading && <SearchProblem error={found.error} onRetry={found.reload} />}
        {found.isPartial && !found.isLoading && <OlderMessages isNothing={isNothing} found={found} />}
      </div>
    </div>
  );
}

import { useSearch } from 'wouter';
import { FilteredList } from './FilteredList.tsx';
import { listGroups } from './group-calls.ts';
import { GroupLine } from './GroupLine.tsx';
import { GroupView } from './GroupView.tsx';
import styles from './Lists.module.css';
import { useWords } from './words/use-words.ts';

/** All groups, or one of them. */
export function GroupsPage() {
  const chatId = new URLSearchParams(useSearch()).get('group');
  return chatId ? <GroupView key={chatId} id={chatId} /> : <GroupList />;
}

function GroupList() {
  const words = useWords();
  return (
    <>
      <p className={styles.privacy}>{words('groupsPrivacy')}</p>
      <FilteredList
        tab="groups"
        label={words('groups')}
        searchLabel={words('groupsSearch')}
        choices={[
          {
            name: 'kind',
            label: words('kindOf'),
            options: [
              ['', words('anyKind')],
              ['public', words('kindPublic')],
              ['private', words('kindPrivate')],
            ],
          },
          {
            name: 'state',
            label: words('state'),
            options: [
              ['', words('groupsActive')],
              ['deleted', words('groupsDeleted')],
            ],
          },
          {
            name: 'sort',
            label: words('sort'),
            options: [
              ['', words('sortName')],
              ['-created', words('sortNewest')],
              ['created', words('sortOldest')],
            ],
          },
        ]}
        load={listGroups}
        rowsOf={({ groups, activity }) =>
          groups.map((group) => (
            <li key={group.chatId}>
              <GroupLine group={group} activity={activity[group.chatId]} />
            </li>
          ))
        }
      />
    </>
  );
}

import { useSearch } from 'wouter';
import { routes } from '../../routes/routes.ts';
import { moveFocus } from '../../ui/move-focus.ts';
import { usePages } from '../../ui/use-pages.ts';
import { Choice, SearchBox } from './Filters.tsx';
import { listGroups } from './group-calls.ts';
import { GroupLine } from './GroupLine.tsx';
import { GroupView } from './GroupView.tsx';
import styles from './Lists.module.css';
import { MorePages } from './MorePages.tsx';
import { useFilters } from './use-filters.ts';
import { useWords } from './words/use-words.ts';

/** All groups, or one of them. */
export function GroupsPage() {
  const chatId = new URLSearchParams(useSearch()).get('group');
  return chatId ? <GroupView key={chatId} id={chatId} /> : <GroupList />;
}

function GroupList() {
  const words = useWords();
  const { values, set } = useFilters(routes.adminTab('groups'), ['search', 'kind', 'state', 'sort']);
  const { pages, ...list } = usePages(
    JSON.stringify(values),
    (cursor, signal) => listGroups({ ...values, ...(cursor && { cursor }) }, signal),
    { isTyped: values.search !== undefined, keepsOld: true },
  );
  const groups = pages.flatMap((page) => page.groups.map((group) => ({ group, page })));
  return (
    <>
      <p className={styles.privacy}>{words('groupsPrivacy')}</p>
      <div className={styles.tools} role="search">
        <SearchBox
          label={words('groupsSearch')}
          value={values.search ?? ''}
          onChange={(value) => set('search', value)}
        />
        <Choice
          label={words('kindOf')}
          value={values.kind ?? ''}
          options={[
            ['', words('anyKind')],
            ['public', words('kindPublic')],
            ['private', words('kindPrivate')],
          ]}
          onChange={(value) => set('kind', value)}
        />
        <Choice
          label={words('state')}
          value={values.state ?? ''}
          options={[
            ['', words('groupsActive')],
            ['deleted', words('groupsDeleted')],
          ]}
          onChange={(value) => set('state', value)}
        />
        <Choice
          label={words('sort')}
          value={values.sort ?? ''}
          options={[
            ['', words('sortName')],
            ['-created', words('sortNewest')],
            ['created', words('sortOldest')],
          ]}
          onChange={(value) => set('sort', value)}
        />
      </div>
      <MorePages count={groups.length} {...list}>
        <ul className={styles.list} onKeyDown={moveFocus} aria-label={words('groups')}>
          {groups.map(({ group, page }) => (
            <li key={group.chatId}>
              <GroupLine group={group} activity={page.activity[group.chatId]} />
            </li>
          ))}
        </ul>
      </MorePages>
    </>
  );
}

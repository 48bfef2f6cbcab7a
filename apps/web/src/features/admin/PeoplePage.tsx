import { useSearch } from 'wouter';
import { formatMoment } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { moveFocus } from '../../ui/move-focus.ts';
import { usePages } from '../../ui/use-pages.ts';
import { Choice, SearchBox } from './Filters.tsx';
import styles from './Lists.module.css';
import { MorePages } from './MorePages.tsx';
import { listPeople } from './people-calls.ts';
import { PersonLine } from './PersonLine.tsx';
import { PersonView } from './PersonView.tsx';
import { useFilters } from './use-filters.ts';
import { useWords } from './words/use-words.ts';

/** Everybody with an account, or one of them. */
export function PeoplePage() {
  const userId = new URLSearchParams(useSearch()).get('user');
  return userId ? <PersonView key={userId} id={userId} /> : <PeopleList />;
}

function PeopleList() {
  const words = useWords();
  const language = useLanguage();
  const { values, set } = useFilters(routes.adminTab('people'), ['search', 'role', 'state', 'sort']);
  const { pages, ...list } = usePages(
    JSON.stringify(values),
    (cursor, signal) => listPeople({ ...values, ...(cursor && { cursor }) }, signal),
    { isTyped: values.search !== undefined, keepsOld: true },
  );
  const people = pages.flatMap((page) => page.people);
  return (
    <>
      <div className={styles.tools} role="search">
        <SearchBox
          label={words('peopleSearch')}
          value={values.search ?? ''}
          onChange={(value) => set('search', value)}
        />
        <Choice
          label={words('role')}
          value={values.role ?? ''}
          options={[
            ['', words('anyRole')],
            ['admin', words('roleAdmins')],
            ['user', words('roleUsers')],
          ]}
          onChange={(value) => set('role', value)}
        />
        <Choice
          label={words('state')}
          value={values.state ?? ''}
          options={[
            ['', words('anyState')],
            ['active', words('stateActive')],
            ['deactivated', words('stateDeactivated')],
          ]}
          onChange={(value) => set('state', value)}
        />
        <Choice
          label={words('sort')}
          value={values.sort ?? ''}
          options={[
            ['', words('sortName')],
            ['-lastSeen', words('sortSeen')],
            ['-joined', words('sortNewest')],
            ['joined', words('sortOldest')],
          ]}
          onChange={(value) => set('sort', value)}
        />
      </div>
      <MorePages count={people.length} {...list}>
        <ul className={styles.list} onKeyDown={moveFocus} aria-label={words('people')}>
          {people.map((person) => (
            <li key={person.id}>
              <PersonLine user={person}>
                {person.lastSeenAt
                  ? words('seenAt', { when: formatMoment(new Date(person.lastSeenAt), language) })
                  : words('neverSeen')}
              </PersonLine>
            </li>
          ))}
        </ul>
      </MorePages>
    </>
  );
}

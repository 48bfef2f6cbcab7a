import { useSearch } from 'wouter';
import { formatMoment } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { FilteredList } from './FilteredList.tsx';
import { listPeople } from './people-calls.ts';
import { PersonLine } from './PersonLine.tsx';
import { PersonView } from './PersonView.tsx';
import { useWords } from './words/use-words.ts';

/** Everybody with an account, or one of them. */
export function PeoplePage() {
  const userId = new URLSearchParams(useSearch()).get('user');
  return userId ? <PersonView key={userId} id={userId} /> : <PeopleList />;
}

function PeopleList() {
  const words = useWords();
  const language = useLanguage();
  return (
    <FilteredList
      tab="people"
      label={words('people')}
      searchLabel={words('peopleSearch')}
      choices={[
        {
          name: 'role',
          label: words('role'),
          options: [
            ['', words('anyRole')],
            ['admin', words('roleAdmins')],
            ['user', words('roleUsers')],
          ],
        },
        {
          name: 'state',
          label: words('state'),
          options: [
            ['', words('anyState')],
            ['active', words('stateActive')],
            ['deactivated', words('stateDeactivated')],
          ],
        },
        {
          name: 'sort',
          label: words('sort'),
          options: [
            ['', words('sortName')],
            ['-lastSeen', words('sortSeen')],
            ['-joined', words('sortNewest')],
            ['joined', words('sortOldest')],
          ],
        },
      ]}
      load={listPeople}
      rowsOf={({ people }) =>
        people.map((person) => (
          <li key={person.id}>
            <PersonLine user={person}>
              {person.lastSeenAt
                ? words('seenAt', { when: formatMoment(new Date(person.lastSeenAt), language) })
                : words('neverSeen')}
            </PersonLine>
          </li>
        ))
      }
    />
  );
}

import { useAsked } from '../groups/use-asked.ts';
import styles from './Admin.module.css';
import { listGroups } from './group-calls.ts';
import { GroupLine } from './GroupLine.tsx';
import lists from './Lists.module.css';
import { useWords } from './words/use-words.ts';

const mostShown = 100;

/** Which groups somebody is in. */
export function PersonGroups({ id }: { id: string }) {
  const words = useWords();
  const asked = useAsked(id, () => listGroups({ memberId: id, limit: mostShown }));
  const groups = asked.state === 'there' ? asked.answer.groups : [];
  const count = asked.state === 'there' && asked.answer.nextCursor ? `${mostShown}+` : groups.length;
  return (
    <section className={styles.card} aria-labelledby="person-groups">
      <h2 id="person-groups" className={styles.title}>
        {asked.state === 'there' ? words('groupsCount', { count }) : words('groups')}
      </h2>
      {asked.state === 'failed' && <p className={styles.quiet}>{words('notKnown')}</p>}
      {asked.state === 'there' && (
        <ul className={lists.list}>
          {groups.map((group) => (
            <li key={group.chatId}>
              <GroupLine group={group} activity={asked.answer.activity[group.chatId]} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

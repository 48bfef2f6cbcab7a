import type { AdminAct } from '@bridges/contracts';
import { useEffect, useState } from 'react';
import { formatMoment } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import styles from './Admin.module.css';
import parts from './Work.module.css';
import { isWord, useWords } from './words/use-words.ts';
import type { Word } from './words/use-words.ts';

const mostShown = 20;

/** Who let failed work run again, or gave it up. */
export function ActsCard({ acts }: { acts: readonly AdminAct[] }) {
  const words = useWords();
  const language = useLanguage();
  const shown = acts.toSorted((a, b) => b.actedAt.localeCompare(a.actedAt)).slice(0, mostShown);
  const names = useNames(shown.map(({ adminId }) => adminId));
  return (
    <section className={styles.card} aria-labelledby="admin-acts">
      <h2 id="admin-acts" className={styles.title}>
        {words('acts')}
      </h2>
      {shown.length === 0 && <p className={styles.quiet}>{words('noActs')}</p>}
      <ul className={parts.done}>
        {shown.map(({ id, actedAt, adminId, act, object, objectId }) => (
          <li key={`${object} ${id}`}>
            {words(wordOf(act), {
              name: names[adminId] ?? words('somebody'),
              object: act.startsWith('job') ? `${object} ${objectId}` : object,
            })}
            <time className={styles.quiet} dateTime={actedAt}>
              {formatMoment(new Date(actedAt), language)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Acts of a newer server have no words here. */
function wordOf(act: string): Word {
  const word = `act_${act}`;
  return isWord(word) ? word : 'act_other';
}

/** The names of these people, each asked for once. */
function useNames(ids: readonly string[]): Readonly<Record<string, string>> {
  const t = useT();
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const missing = [...new Set(ids)].filter((id) => names[id] === undefined).join(' ');
  useEffect(() => {
    for (const id of missing.split(' ').filter(Boolean)) {
      client.rest.users.get(id).then(
        (user) => setNames((before) => ({ ...before, [id]: userName(user, t) })),
        () => undefined,
      );
    }
  }, [missing, t]);
  return names;
}

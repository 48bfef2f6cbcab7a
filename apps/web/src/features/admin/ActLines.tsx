import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { formatMoment } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { userName } from '../../store/chat-title.ts';
import styles from './Admin.module.css';
import lists from './Lists.module.css';
import type { PlacedAct } from './merge-acts.ts';
import { personPath } from './PersonLine.tsx';
import { isWord, useWords } from './words/use-words.ts';
import type { Word } from './words/use-words.ts';
import parts from './Work.module.css';

interface Props {
  acts: readonly PlacedAct[];
  /** On the page of what they are about: nothing leads there. */
  isHere?: boolean;
}

/** What administrators did: who, what, to whom or what, when, and why. */
export function ActLines({ acts, isHere = false }: Props) {
  const words = useWords();
  const language = useLanguage();
  const names = useNames(acts.map(({ adminId }) => adminId));
  return (
    <ul className={parts.done}>
      {acts.map((one) => {
        const { id, module, actedAt, adminId, act, reason } = one;
        const path = isHere ? null : placeOf(one);
        return (
          <li key={`${module} ${id}`}>
            <span>
              {words(wordOf(act), { name: names[adminId] ?? words('somebody'), object: objectOf(one) })}
              {reason && <span className={lists.quote}>{reason}</span>}
            </span>
            <span className={styles.quiet}>
              {path && (
                <Link href={path} className={lists.open ?? ''}>
                  {words('open')}
                </Link>
              )}
              <time dateTime={actedAt}>{formatMoment(new Date(actedAt), language)}</time>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Acts of a newer server have no words here. */
function wordOf(act: string): Word {
  const word = `act_${act}`;
  return isWord(word) ? word : 'act_other';
}

const ofPeople = /^(?:user_|admin_|password_|email_)/;

const objectOf = ({ act, object, objectId }: PlacedAct): string =>
  act.startsWith('job') ? `${object} ${objectId}` : ofPeople.test(act) ? `@${object}` : object;

function placeOf({ act, objectId }: PlacedAct): string | null {
  if (ofPeople.test(act)) return personPath(objectId);
  return act.startsWith('group_') ? `${routes.adminTab('groups')}?group=${objectId}` : null;
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

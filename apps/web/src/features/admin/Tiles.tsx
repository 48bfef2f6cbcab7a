import type { AccountsOverview, FilesOverview, GatewayOverview } from '@bridges/contracts';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { fileSize } from '../media/show/file-size.ts';
import styles from './Charts.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  answers: { accounts?: AccountsOverview; gateway?: GatewayOverview; files?: FilesOverview };
  work: { waiting: number; dead: number; deadEvents: number } | null;
}

/** The numbers that are looked at first. What nobody could say is said to be unknown. */
export function Tiles({ answers: { accounts, gateway, files }, work }: Props) {
  const words = useWords();
  const language = useLanguage();
  const numbers = new Intl.NumberFormat(language);
  const online = gateway?.online ?? undefined;
  return (
    <dl className={styles.tiles}>
      <Tile name={words('online')} number={online === undefined ? null : numbers.format(online)}>
        {accounts && (
          <span className={styles.note}>
            {words('onlineOf', { users: accounts.users, seen: accounts.seenToday })}
          </span>
        )}
        {accounts && online !== undefined && (
          <svg className={styles.share} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect
              x={0}
              y={0}
              height={1}
              width={Math.min(100, (online / Math.max(1, accounts.users)) * 100)}
            />
          </svg>
        )}
      </Tile>
      <Tile name={words('sessions')} number={accounts ? numbers.format(accounts.sessions) : null} />
      <Tile name={words('storage')} number={files ? fileSize(files.bytes, language) : null}>
        {files && <span className={styles.note}>{words('files', { count: files.files })}</span>}
      </Tile>
      <Tile name={words('jobsWaiting')} number={work ? numbers.format(work.waiting) : null}>
        {work && (
          <Link
            href={routes.adminTab('jobs')}
            className={styles.note ?? ''}
            data-bad={work.dead + work.deadEvents > 0 || undefined}
          >
            {work.dead + work.deadEvents === 0
              ? words('allFine')
              : [
                  work.dead > 0 && words('jobsDead', { count: work.dead }),
                  work.deadEvents > 0 && words('eventsDead', { count: work.deadEvents }),
                ]
                  .filter(Boolean)
                  .join(', ')}
          </Link>
        )}
      </Tile>
    </dl>
  );
}

function Tile({ name, number, children }: { name: string; number: string | null; children?: ReactNode }) {
  const words = useWords();
  return (
    <div className={styles.tile}>
      <dt>{name}</dt>
      <dd className={styles.number} data-unknown={number === null || undefined}>
        {number ?? words('notKnown')}
      </dd>
      {children && <dd>{children}</dd>}
    </div>
  );
}

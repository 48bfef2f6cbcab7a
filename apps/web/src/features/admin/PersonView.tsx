import type { AdminPersonDetails } from '@bridges/contracts';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { userName } from '../../store/chat-title.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './Admin.module.css';
import { ActsOf } from './ActsOf.tsx';
import lists from './Lists.module.css';
import { getPerson } from './people-calls.ts';
import { PersonActs } from './PersonActs.tsx';
import { PersonFacts } from './PersonFacts.tsx';
import { PersonGroups } from './PersonGroups.tsx';
import { Unanswered } from './Unanswered.tsx';
import { useKept } from './use-kept.ts';
import { useWords } from './words/use-words.ts';

/** One person: who she is here, what can be done, her groups, and what was done. */
export function PersonView({ id }: { id: string }) {
  const words = useWords();
  const { answer, hasFailed, isGone, reload } = useKept(id, () => getPerson(id));
  return (
    <>
      <Link href={routes.adminTab('people')} className={lists.up ?? ''}>
        <ArrowLeft size={18} aria-hidden="true" />
        {words('allPeople')}
      </Link>
      {!answer && !hasFailed && <SkeletonRows count={5} />}
      {hasFailed && isGone && <Notice title={words('nobodyHere')} />}
      {hasFailed && !isGone && <Unanswered onAgain={reload} />}
      {answer && <Person details={answer} onChanged={reload} />}
    </>
  );
}

function Person({ details, onChanged }: { details: AdminPersonDetails; onChanged: () => void }) {
  const t = useT();
  const words = useWords();
  const { person, deactivationReason } = details;
  const name = userName(person, t);
  return (
    <div className={styles.cards}>
      <section className={styles.card} aria-labelledby="person-name">
        <div className={lists.head}>
          <Avatar id={person.id} name={name} fileId={person.avatarFileId} size={54} />
          <div className={lists.names}>
            <h2 id="person-name" className={lists.name}>
              <bdi>{name}</bdi>
              {person.isAdmin && <span className={lists.badge}>{words('roleAdmin')}</span>}
              {person.deactivatedAt && (
                <span className={lists.badge} data-bad="">
                  {words('deactivated')}
                </span>
              )}
            </h2>
            <p className={lists.under}>@{person.username}</p>
          </div>
        </div>
        {deactivationReason && (
          <p className={lists.why}>{words('closedBecause', { reason: deactivationReason })}</p>
        )}
        <PersonFacts details={details} />
        <PersonActs details={details} onChanged={onChanged} />
      </section>
      <PersonGroups id={person.id} />
      <ActsOf key={JSON.stringify(person)} objectId={person.id} modules={['accounts']} />
    </div>
  );
}

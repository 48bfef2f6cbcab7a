import type { AdminGroupDetails } from '@bridges/contracts';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import { formatDate, formatMoment } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { useAsked } from '../groups/use-asked.ts';
import styles from './Admin.module.css';
import { ActsOf } from './ActsOf.tsx';
import { Facts } from './Facts.tsx';
import { activityOf, getGroup } from './group-calls.ts';
import { GroupActs } from './GroupActs.tsx';
import lists from './Lists.module.css';
import { PersonLine } from './PersonLine.tsx';
import { Unanswered } from './Unanswered.tsx';
import { useKept } from './use-kept.ts';
import { useWords } from './words/use-words.ts';

/** One group: whose it is, how it is set, what can be done. Never what is said in it. */
export function GroupView({ id }: { id: string }) {
  const words = useWords();
  const { answer, hasFailed, isGone, reload } = useKept(id, () => getGroup(id));
  return (
    <>
      <Link href={routes.adminTab('groups')} className={lists.up ?? ''}>
        <ArrowLeft size={18} aria-hidden="true" />
        {words('allGroups')}
      </Link>
      {!answer && !hasFailed && <SkeletonRows count={5} />}
      {hasFailed && isGone && <Notice title={words('noGroupHere')} />}
      {hasFailed && !isGone && <Unanswered onAgain={reload} />}
      {answer && <Group details={answer} onChanged={reload} />}
    </>
  );
}

function Group({ details, onChanged }: { details: AdminGroupDetails; onChanged: () => void }) {
  const words = useWords();
  const language = useLanguage();
  const { group, settings, owners, isOfService } = details;
  const active = useAsked(group.chatId, () => activityOf([group.chatId]));
  const activity = active.state === 'there' ? active.answer[group.chatId] : undefined;
  const title = group.title || words('deletedGroup');
  return (
    <div className={styles.cards}>
      <section className={styles.card} aria-labelledby="group-title">
        <div className={lists.head}>
          <Avatar id={group.chatId} name={title} size={54} />
          <div className={lists.names}>
            <h2 id="group-title" className={lists.name}>
              <bdi>{title}</bdi>
              {group.deletedAt && (
                <span className={lists.badge} data-bad="">
                  {words('deleted')}
                </span>
              )}
            </h2>
            {group.handle && <p className={lists.under}>{group.handle}</p>}
          </div>
        </div>
        <p className={lists.privacy}>{words('groupPrivacy')}</p>
        {isOfService && <p className={lists.privacy}>{words('ofService')}</p>}
        <Facts
          facts={[
            [words('members'), new Intl.NumberFormat(language).format(group.memberCount)],
            [words('messages'), activity ? new Intl.NumberFormat(language).format(activity.messages) : '…'],
            [
              words('lastActivity'),
              activity ? formatMoment(new Date(activity.lastActivityAt), language) : '…',
            ],
            [words('created'), formatDate(new Date(group.createdAt), language)],
            [words('kindOf'), words(group.isPublic ? 'kindPublic' : 'kindPrivate')],
            [words('whoPosts'), words(`least_${settings.postRole}`)],
            [words('whoAdds'), words(`least_${settings.addRole}`)],
            [words('deletedAt'), group.deletedAt && formatMoment(new Date(group.deletedAt), language)],
          ]}
        />
        {!group.deletedAt && !isOfService && <GroupActs details={details} onChanged={onChanged} />}
      </section>
      {owners.length > 0 && (
        <section className={styles.card} aria-labelledby="group-owners">
          <h2 id="group-owners" className={styles.title}>
            {words('owners')}
          </h2>
          <ul className={lists.list}>
            {owners.map((owner) => (
              <li key={owner.id}>
                <PersonLine user={owner} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <ActsOf key={JSON.stringify(details)} objectId={group.chatId} modules={['groups']} />
    </div>
  );
}

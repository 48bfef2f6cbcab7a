import { routes } from '../../routes/routes.ts';
import { client } from '../../realtime/client.ts';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { useAsked } from '../groups/use-asked.ts';
import { ActLines } from './ActLines.tsx';
import styles from './Admin.module.css';
import { workers } from './calls.ts';
import { Choice } from './Filters.tsx';
import lists from './Lists.module.css';
import { MoreActs } from './MoreActs.tsx';
import { PersonField } from './PersonField.tsx';
import { useActs } from './use-acts.ts';
import { useFilters } from './use-filters.ts';
import { actKinds, useWords } from './words/use-words.ts';

/** Everything that administrators did, by whom and what. */
export function AuditPage() {
  const words = useWords();
  const { values, set } = useFilters(routes.adminTab('audit'), ['adminId', 'act', 'objectId']);
  const { acts, isLoading, ...list } = useActs(workers, values);
  const adminId = values.adminId ?? '';
  const admin = useAsked(adminId, async () => (adminId ? client.rest.users.get(adminId) : null));
  return (
    <>
      <div className={lists.tools}>
        <div className={lists.who}>
          <PersonField
            label={words('actedBy')}
            picked={admin.state === 'there' ? admin.answer : null}
            error={undefined}
            onPick={(user) => set('adminId', user?.id ?? '')}
          />
        </div>
        <Choice
          label={words('act')}
          value={values.act ?? ''}
          options={[
            ['', words('anyAct')],
            ...actKinds.map((word) => [word.replace('kind_', ''), words(word)] as const),
          ]}
          onChange={(value) => set('act', value)}
        />
      </div>
      <section className={styles.card} aria-label={words('acts')}>
        {isLoading && acts.length === 0 && <SkeletonRows count={5} />}
        {!isLoading && !list.hasFailed && acts.length === 0 && (
          <p className={styles.quiet}>{words('noActs')}</p>
        )}
        <ActLines acts={acts} />
        <MoreActs {...list} />
      </section>
    </>
  );
}

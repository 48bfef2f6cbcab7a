import type { Chat } from '@bridges/sdk';
import { useT } from '../../../i18n/language.ts';
import styles from './Composer.module.css';

/** In place of the field where I may not write: says why. */
export function ClosedComposer({ chat: { kind, group } }: { chat: Chat }) {
  const t = useT();
  const why =
    kind !== 'group'
      ? 'composer.cannotWrite'
      : group?.state === 'closed'
        ? 'composer.chatClosed'
        : group?.state === 'readOnly'
          ? 'composer.chatReadOnly'
          : 'composer.adminsOnly';
  return (
    <div className={styles.place}>
      <div className={styles.row}>
        <p className={styles.closed} role="note">
          {t(why)}
        </p>
      </div>
    </div>
  );
}

import type { Chat } from '@bridges/sdk';
import { useT } from '../../../i18n/language.ts';
import { useUser } from '../../../store/selectors.ts';
import { watchFoot } from '../../../ui/watch-foot.ts';
import { BlockedNote } from '../../contacts/BlockedNote.tsx';
import styles from './Composer.module.css';

/** In place of the field where I may not write: says why. */
export function ClosedComposer({ chat: { kind, group, peerId } }: { chat: Chat }) {
  const t = useT();
  const isPeerGone = useUser(peerId)?.isDeactivated === true;
  const why = isPeerGone
    ? 'composer.accountClosed'
    : kind !== 'group'
      ? 'composer.cannotWrite'
      : group?.state === 'closed'
        ? 'composer.chatClosed'
        : group?.state === 'readOnly'
          ? 'composer.chatReadOnly'
          : 'composer.adminsOnly';
  return (
    <div ref={watchFoot} className={styles.place}>
      <div className={styles.row}>
        <p className={styles.closed} role="note">
          {peerId === null || isPeerGone ? t(why) : <BlockedNote peerId={peerId} />}
        </p>
      </div>
    </div>
  );
}

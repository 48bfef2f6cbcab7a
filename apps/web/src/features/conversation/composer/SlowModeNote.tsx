import type { ChatState } from '@bridges/sdk';
import { useT } from '../../../i18n/language.ts';
import { useMe, useOutbox } from '../../../store/selectors.ts';
import { useNow } from '../../../ui/use-now.ts';
import { clock } from '../../media/show/file-size.ts';
import styles from './Composer.module.css';
import { slowUntil } from './slow-mode.ts';

/** In slow mode: how long it is until my next message; what is written before goes out by itself then. */
export function SlowModeNote({ state }: { state: ChatState }) {
  const t = useT();
  const me = useMe();
  const now = useNow(1000);
  const isWaiting = useOutbox(state.chat.id).some(({ status }) => status === 'pending');
  const seconds = Math.ceil((slowUntil(state, me?.id ?? '') - now.getTime()) / 1000);
  if (seconds <= 0) return null;
  return (
    <p className={styles.counter}>
      {t(isWaiting ? 'composer.slowWaits' : 'composer.slowNext', { time: clock(seconds * 1000) })}
    </p>
  );
}

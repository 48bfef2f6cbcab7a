import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useT } from '../i18n/language.ts';
import type { Key } from '../i18n/catalogue.ts';
import styles from './Ticks.module.css';

export type TickState = 'waiting' | 'failed' | 'sent' | 'read';

const looks: Record<TickState, { icon: LucideIcon; label: Extract<Key, `chat.${string}`> & PlainKey }> = {
  waiting: { icon: Clock, label: 'chat.sending' },
  failed: { icon: CircleAlert, label: 'chat.notSent' },
  sent: { icon: Check, label: 'chat.sent' },
  read: { icon: CheckCheck, label: 'chat.read' },
};
type PlainKey = 'chat.sending' | 'chat.notSent' | 'chat.sent' | 'chat.read';

/** A clock, one tick, two ticks, or an exclamation mark. */
export function Ticks({ state }: { state: TickState }) {
  const t = useT();
  const { icon: Icon, label } = looks[state];
  return (
    <span className={styles.ticks} data-state={state} role="img" aria-label={t(label)}>
      <Icon size={state === 'waiting' ? 13 : 16} strokeWidth={2.2} aria-hidden="true" />
    </span>
  );
}

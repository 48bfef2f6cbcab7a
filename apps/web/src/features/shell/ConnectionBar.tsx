import { useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { useHasNetwork } from '../../ui/use-has-network.ts';
import { useConnection } from '../../store/selectors.ts';
import styles from './ConnectionBar.module.css';

const patienceMs = 2000;

/** Says that the connection is gone, but only once that lasts: short breaks are nobody's business. */
export function ConnectionBar() {
  const t = useT();
  const hasNetwork = useHasNetwork();
  const isOnline = useConnection().status === 'online' && hasNetwork;
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (isOnline) {
      setLong(false);
      return;
    }
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isOnline]);
  return (
    <div className={styles.place} role="status">
      {isLong && !isOnline && (
        <span className={styles.bar}>
          <i className={styles.spinner} aria-hidden="true" />
          {t(hasNetwork ? 'app.connecting' : 'app.offline')}
        </span>
      )}
    </div>
  );
}

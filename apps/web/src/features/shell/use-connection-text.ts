import { useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { useConnection } from '../../store/selectors.ts';
import { useHasNetwork } from '../../ui/use-has-network.ts';

const patienceMs = 2000;

/** That the connection is gone, once that lasts: short breaks are nobody's business. Null: there is nothing to say. */
export function useConnectionText(): string | null {
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
  return isLong && !isOnline ? t(hasNetwork ? 'app.connecting' : 'app.offline') : null;
}

import type { Me } from '@bridges/sdk';
import { useCallback, useEffect, useState } from 'react';
import { client } from '../../realtime/client.ts';
import { useMe } from '../../store/selectors.ts';

/**
 * Me with my address. An address is confirmed in another window, or on the phone: open pages hear of it at once, and
 * who comes back asks, should the connection have been away then.
 */
export function useMyAddress(): {
  me: Pick<Me, 'email' | 'isEmailConfirmed' | 'pendingEmail'> | null;
  load: () => void;
} {
  const known = useMe();
  const [fresh, setFresh] = useState<Me | null>(null);
  const load = useCallback(() => {
    client.rest.me.get().then(setFresh, () => undefined);
  }, []);
  // What was heard since is newer than what was asked for.
  useEffect(() => setFresh(null), [known]);
  useEffect(() => {
    load();
    addEventListener('focus', load);
    return () => removeEventListener('focus', load);
  }, [load]);
  return { me: fresh ?? known, load };
}

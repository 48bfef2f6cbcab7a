import type { Me } from '@bridges/sdk';
import { useCallback, useEffect, useState } from 'react';
import { client } from '../../realtime/client.ts';
import { useMe } from '../../store/selectors.ts';

/** Me as the server has me now: an address is confirmed in another window, and who comes back wants to see it. */
export function useMyAddress(): {
  me: Pick<Me, 'email' | 'isEmailConfirmed' | 'pendingEmail'> | null;
  load: () => void;
} {
  const known = useMe();
  const [fresh, setFresh] = useState<Me | null>(null);
  const load = useCallback(() => {
    client.rest.me.get().then(setFresh, () => undefined);
  }, []);
  useEffect(() => {
    load();
    addEventListener('focus', load);
    return () => removeEventListener('focus', load);
  }, [load]);
  return { me: fresh ?? known, load };
}

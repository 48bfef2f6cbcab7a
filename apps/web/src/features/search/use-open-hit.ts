import type { SearchHit } from '@bridges/contracts';
import { useLocation } from 'wouter';
import { routes } from '../../routes/routes.ts';
import { markHits } from './found-store.ts';
import { keepSearch } from './recent-searches.ts';
import { useSearch } from './search-store.ts';

/** Opens a message in its place, also when its address is where one is already. */
export function useOpenHit(): (hit: SearchHit) => void {
  const [path, navigate] = useLocation();
  return (hit) => {
    const { text, chips } = useSearch.getState();
    keepSearch(text, chips);
    markHits(hit.chatId, [hit]);
    const address = routes.message(hit.chatId, hit.seq);
    navigate(address, { replace: path === address, state: { jump: performance.now() } });
  };
}

import { useEffect, useRef } from 'react';
import { useLocation, useSearch as useQuery } from 'wouter';
import { routes } from '../../routes/routes.ts';
import { setSearch, useSearch } from './search-store.ts';

/** Not at each key: browsers limit how often an address may change. */
const pauseMs = 400;

/** While no chat is open, the address says what is looked for: it survives a reload and can be passed on. */
export function useSearchAddress(): void {
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useQuery()).get('q') ?? '';
  const { isOpen, text, chips } = useSearch();
  const written = [...chips.map(({ kind, value }) => `${kind}:"${value}"`), text].join(' ').trimStart();
  const before = useRef<string | null>(null);
  useEffect(() => {
    const isArrival = path !== before.current;
    before.current = path;
    if (path === routes.search && isArrival && !isOpen) {
      // White space ends the last filter.
      setSearch({ isOpen: true, text: asked.endsWith('"') ? `${asked} ` : asked });
      return;
    }
    if (path !== routes.chats && path !== routes.search) return;
    const [wanted, query] = isOpen ? [routes.search, written] : [routes.chats, ''];
    if (path === wanted && asked === query) return;
    const timer = setTimeout(
      () => navigate(query ? `${wanted}?${new URLSearchParams({ q: query })}` : wanted, { replace: true }),
      pauseMs,
    );
    return () => clearTimeout(timer);
  }, [path, asked, isOpen, written, navigate]);
}

import { useLocation, useSearch } from 'wouter';

/** What a list is narrowed by stands in the address: going back finds it as it was. */
export function useFilters<Name extends string>(path: string, names: readonly Name[]) {
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const values = Object.fromEntries(
    names.flatMap((name) => {
      const value = search.get(name);
      return value ? [[name, value]] : [];
    }),
  ) as Partial<Record<Name, string>>;
  const set = (name: Name, value: string) => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    const query = next.toString();
    navigate(path + (query && `?${query}`), { replace: true });
  };
  return { values, set };
}

import type { ReactElement } from 'react';
import type { AdminTab } from '../../routes/routes.ts';
import { routes } from '../../routes/routes.ts';
import { moveFocus } from '../../ui/move-focus.ts';
import { usePages } from '../../ui/use-pages.ts';
import { Choice, SearchBox } from './Filters.tsx';
import styles from './Lists.module.css';
import { MorePages } from './MorePages.tsx';
import { useFilters } from './use-filters.ts';

/** A filter by one choice of several; its name is that of the query's parameter. */
export interface ListChoice<Name extends string> {
  name: Name;
  label: string;
  /** Values with their names; the empty one is what holds without a choice. */
  options: readonly (readonly [string, string])[];
}

export type ListQuery<Name extends string> = Partial<Record<Name | 'search' | 'cursor', string>>;

interface Props<Name extends string, Page> {
  tab: AdminTab;
  label: string;
  searchLabel: string;
  choices: readonly ListChoice<Name>[];
  load: (query: ListQuery<Name>, signal: AbortSignal) => Promise<Page & { nextCursor: string | null }>;
  /** What a page shows: items of a list, each with its key. */
  rowsOf: (page: Page) => readonly ReactElement[];
}

/** A list of administration, told page by page: searched, narrowed and ordered by what stands in the address. */
export function FilteredList<Name extends string, Page>(props: Props<Name, Page>) {
  const { tab, label, searchLabel, choices, load, rowsOf } = props;
  const { values, set } = useFilters<Name | 'search'>(routes.adminTab(tab), [
    'search',
    ...choices.map(({ name }) => name),
  ]);
  const { pages, ...list } = usePages(
    JSON.stringify(values),
    (cursor, signal) => load({ ...values, ...(cursor && { cursor }) } as ListQuery<Name>, signal),
    { isTyped: values.search !== undefined, keepsOld: true },
  );
  const rows = pages.flatMap(rowsOf);
  return (
    <>
      <div className={styles.tools} role="search">
        <SearchBox
          label={searchLabel}
          value={values.search ?? ''}
          onChange={(value) => set('search', value)}
        />
        {choices.map(({ name, ...choice }) => (
          <Choice key={name} value={values[name] ?? ''} onChange={(value) => set(name, value)} {...choice} />
        ))}
      </div>
      <MorePages count={rows.length} {...list}>
        <ul className={styles.list} onKeyDown={moveFocus} aria-label={label}>
          {rows}
        </ul>
      </MorePages>
    </>
  );
}

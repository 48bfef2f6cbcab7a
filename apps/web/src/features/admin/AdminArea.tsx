import type { AdminTab } from '../../routes/routes.ts';
import { AdminMenu } from './AdminMenu.tsx';
import { AdminPage } from './AdminPage.tsx';

/** What administrators alone load: the list of their pages, or one of them. */
export function AdminArea({ part, tab }: { part: 'menu' | 'page'; tab: AdminTab | null }) {
  return part === 'menu' ? <AdminMenu tab={tab} /> : <AdminPage tab={tab ?? 'overview'} />;
}

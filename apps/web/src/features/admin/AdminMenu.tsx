import {
  Activity,
  ArrowLeft,
  ChevronRight,
  ListChecks,
  MessagesSquare,
  Route,
  ScrollText,
  Users,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { adminTabs, routes } from '../../routes/routes.ts';
import type { AdminTab } from '../../routes/routes.ts';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { moveFocus } from '../../ui/move-focus.ts';
import styles from '../settings/SettingsMenu.module.css';
import { useWords } from './words/use-words.ts';

const icons: Record<AdminTab, LucideIcon> = {
  overview: Activity,
  people: Users,
  groups: MessagesSquare,
  audit: ScrollText,
  trace: Route,
  jobs: ListChecks,
};

/** The pages for administrators, in the left column. */
export function AdminMenu({ tab }: { tab: AdminTab | null }) {
  const t = useT();
  const words = useWords();
  const [, navigate] = useLocation();
  // Beside the menu there is always a page; on a phone there is not.
  const shown = tab ?? (matchMedia('(width >= 600px)').matches ? 'overview' : null);
  return (
    <section className={styles.panel} aria-labelledby="admin-title">
      <header className={styles.header}>
        <IconButton icon={ArrowLeft} label={t('act.back')} onClick={() => goBack(navigate, routes.chats)} />
        <h1 id="admin-title" className={styles.title}>
          {words('title')}
        </h1>
      </header>
      <nav onKeyDown={moveFocus} aria-label={words('title')}>
        {adminTabs.map((one) => {
          const Icon = icons[one];
          return (
            <Link
              key={one}
              href={routes.adminTab(one)}
              className={styles.item ?? ''}
              data-list-row=""
              aria-current={one === shown ? 'page' : undefined}
            >
              <Icon size={22} strokeWidth={1.8} aria-hidden="true" />
              <span className={styles.names}>
                <span>{words(one)}</span>
                <span className={styles.hint}>{words(`${one}Hint`)}</span>
              </span>
              <ChevronRight size={18} className={styles.arrow} aria-hidden="true" />
            </Link>
          );
        })}
      </nav>
    </section>
  );
}

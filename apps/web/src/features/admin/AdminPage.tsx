import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import type { AdminTab } from '../../routes/routes.ts';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import frame from '../settings/SettingsPage.module.css';
import styles from './Admin.module.css';
import { AuditPage } from './AuditPage.tsx';
import { GroupsPage } from './GroupsPage.tsx';
import { JobsPage } from './JobsPage.tsx';
import { OverviewPage } from './OverviewPage.tsx';
import { PeoplePage } from './PeoplePage.tsx';
import { TracePage } from './TracePage.tsx';
import { useWords } from './words/use-words.ts';

const pages: Record<AdminTab, () => ReactNode> = {
  overview: OverviewPage,
  people: PeoplePage,
  groups: GroupsPage,
  audit: AuditPage,
  trace: TracePage,
  jobs: JobsPage,
};

/** One of the pages for administrators. */
export function AdminPage({ tab }: { tab: AdminTab }) {
  const t = useT();
  const words = useWords();
  const [, navigate] = useLocation();
  const Page = pages[tab];
  return (
    <div className={frame.page}>
      <header className={frame.header}>
        <IconButton
          icon={ArrowLeft}
          label={t('act.back')}
          className={frame.back}
          onClick={() => goBack(navigate, routes.admin)}
        />
        <h1 className={frame.title}>{words(tab)}</h1>
      </header>
      {/* Long pages without anything to focus at their end are scrolled by keys, too. */}
      <div className={styles.content} tabIndex={0} role="region" aria-label={words(tab)}>
        <div className={styles.wide}>
          <Page key={tab} />
        </div>
      </div>
    </div>
  );
}

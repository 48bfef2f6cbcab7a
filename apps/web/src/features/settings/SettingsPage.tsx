import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import type { SettingsTab } from '../../routes/routes.ts';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { NotificationSettings } from '../notifications/NotificationSettings.tsx';
import { PrivacySettings } from '../privacy/PrivacySettings.tsx';
import { AboutSettings } from './AboutSettings.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { DevicesSettings } from './DevicesSettings.tsx';
import { PasswordSettings } from './PasswordSettings.tsx';
import { ProfileSettings } from './ProfileSettings.tsx';
import styles from './SettingsPage.module.css';

const pages: Record<SettingsTab, () => ReactNode> = {
  profile: ProfileSettings,
  appearance: AppearanceSettings,
  notifications: NotificationSettings,
  privacy: PrivacySettings,
  devices: DevicesSettings,
  password: PasswordSettings,
  about: AboutSettings,
};

/** One section of the settings. */
export function SettingsPage({ tab }: { tab: SettingsTab }) {
  const t = useT();
  const [, navigate] = useLocation();
  const Page = pages[tab];
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <IconButton
          icon={ArrowLeft}
          label={t('act.back')}
          className={styles.back}
          onClick={() => goBack(navigate, routes.settings)}
        />
        <h1 className={styles.title}>{t(`settings.${tab}`)}</h1>
      </header>
      <div className={styles.content}>
        <Page key={tab} />
      </div>
    </div>
  );
}

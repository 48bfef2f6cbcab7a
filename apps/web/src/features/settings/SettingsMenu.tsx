import {
  ArrowLeft,
  Bell,
  ChevronRight,
  Info,
  KeyRound,
  LogOut,
  MonitorSmartphone,
  Palette,
  ShieldCheck,
  UserRound,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes, settingsTabs } from '../../routes/routes.ts';
import type { SettingsTab } from '../../routes/routes.ts';
import { userName } from '../../store/chat-title.ts';
import { useMe } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { moveFocus } from '../../ui/move-focus.ts';
import { SignOutConfirm } from '../shell/SignOutConfirm.tsx';
import styles from './SettingsMenu.module.css';

const icons: Record<SettingsTab, LucideIcon> = {
  profile: UserRound,
  appearance: Palette,
  notifications: Bell,
  privacy: ShieldCheck,
  devices: MonitorSmartphone,
  password: KeyRound,
  about: Info,
};

/** The sections of the settings, in the left column. */
export function SettingsMenu({ tab }: { tab: SettingsTab | null }) {
  const t = useT();
  const me = useMe();
  const [, navigate] = useLocation();
  const [isLeaving, setLeaving] = useState(false);
  if (!me) return null;
  return (
    <section className={styles.panel} aria-labelledby="settings-title">
      <header className={styles.header}>
        <IconButton icon={ArrowLeft} label={t('act.back')} onClick={() => goBack(navigate, routes.chats)} />
        <h1 id="settings-title" className={styles.title}>
          {t('settings.title')}
        </h1>
      </header>
      <div className={styles.me}>
        <Avatar id={me.id} name={userName(me, t)} size={54} />
        <div className={styles.names}>
          <bdi className={styles.name}>{userName(me, t)}</bdi>
          <span className={styles.username}>@{me.username}</span>
        </div>
      </div>
      <nav onKeyDown={moveFocus} aria-label={t('settings.title')}>
        {settingsTabs.map((one) => {
          const Icon = icons[one];
          return (
            <Link
              key={one}
              href={routes.settingsTab(one)}
              className={styles.item ?? ''}
              data-list-row=""
              aria-current={one === tab ? 'page' : undefined}
            >
              <Icon size={22} strokeWidth={1.8} aria-hidden="true" />
              <span className={styles.names}>
                <span>{t(`settings.${one}`)}</span>
                <span className={styles.hint}>{t(`settings.${one}Hint`)}</span>
              </span>
              <ChevronRight size={18} className={styles.arrow} aria-hidden="true" />
            </Link>
          );
        })}
        <button
          type="button"
          className={`${styles.item} ${styles.out}`}
          data-list-row=""
          onClick={() => setLeaving(true)}
        >
          <LogOut size={22} strokeWidth={1.8} aria-hidden="true" />
          {t('auth.signOut')}
        </button>
      </nav>
      {isLeaving && <SignOutConfirm onClose={() => setLeaving(false)} />}
    </section>
  );
}

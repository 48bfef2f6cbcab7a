import {
  AlarmClock,
  Bookmark,
  Contact,
  LogOut,
  MailOpen,
  Menu as MenuIcon,
  Moon,
  Settings,
  ShieldCheck,
  Sun,
  UserRound,
  UsersRound,
} from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { errorText } from '../../store/error-text.ts';
import { useMe } from '../../store/selectors.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { setTheme, useTheme } from '../../ui/theme.ts';
import { toast } from '../../ui/toasts.ts';
import contactStyles from '../contacts/Contacts.module.css';
import { useIncomingCount } from '../contacts/use-relation.ts';
import { SignOutConfirm } from '../shell/SignOutConfirm.tsx';

/** Everything that is not a chat. */
export function MainMenu() {
  const t = useT();
  const me = useMe();
  const [, navigate] = useLocation();
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const ref = useRef<HTMLSpanElement>(null);
  /** A press outside closes the menu before the click arrives: that click is not one to open it. */
  const wasOpen = useRef(false);
  const close = useCallback(() => setAt(null), []);
  const waiting = useIncomingCount();
  useTheme();
  const isDark = document.documentElement.dataset.theme === 'dark';

  const open = () => {
    const box = ref.current?.getBoundingClientRect();
    if (box && !wasOpen.current) setAt({ x: box.left, y: box.bottom + 6 });
    wasOpen.current = false;
  };
  const openSaved = async () => {
    if (!me) return;
    try {
      navigate(routes.chat(await client.openDirect(me.id)));
    } catch (error) {
      toast(errorText(error, t));
    }
  };
  return (
    <span ref={ref} className={contactStyles.withDot}>
      <IconButton
        icon={MenuIcon}
        label={t('act.menu')}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        onPointerDown={() => (wasOpen.current = at !== null)}
        onClick={open}
      />
      {waiting > 0 && <span className={contactStyles.dot} />}
      {at && (
        <Menu
          label={t('act.menu')}
          at={at}
          onClose={close}
          items={[
            { label: t('chats.saved'), icon: Bookmark, run: () => void openSaved() },
            { label: t('message.reminders'), icon: AlarmClock, run: () => navigate(routes.reminders) },
            {
              label: t('contacts.title'),
              icon: Contact,
              badge:
                waiting > 0
                  ? { count: waiting, label: t('contacts.waiting', { count: waiting }) }
                  : undefined,
              run: () => navigate(routes.contacts),
            },
            { label: t('people.title'), icon: UserRound, run: () => navigate(routes.people) },
            { label: t('group.new'), icon: UsersRound, run: () => navigate(routes.newGroup) },
            { label: t('group.invitations'), icon: MailOpen, run: () => navigate(routes.invitations) },
            { label: t('settings.title'), icon: Settings, run: () => navigate(routes.settings) },
            ...(me?.isAdmin
              ? [{ label: t('app.admin'), icon: ShieldCheck, run: () => navigate(routes.admin) }]
              : []),
            {
              label: t(isDark ? 'settings.menuLight' : 'settings.menuDark'),
              icon: isDark ? Sun : Moon,
              run: () => setTheme(isDark ? 'light' : 'dark'),
            },
            { label: t('auth.signOut'), icon: LogOut, isDanger: true, run: () => setLeaving(true) },
          ]}
        />
      )}
      {isLeaving && <SignOutConfirm onClose={() => setLeaving(false)} />}
    </span>
  );
}

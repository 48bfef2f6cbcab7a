import { useLocation } from 'wouter';
import { adminTabs, contactsTabs, settingsTabs } from '../../routes/routes.ts';
import type { AdminTab, ContactsTab, SettingsTab } from '../../routes/routes.ts';
import { useMe } from '../../store/selectors.ts';

/** What the address asks to be shown. */
export interface View {
  path: string;
  left:
    | 'chats'
    | 'people'
    | 'contacts'
    | 'settings'
    | 'newGroup'
    | 'invitations'
    | 'reminders'
    | 'inbox'
    | 'admin';
  chatId: string | null;
  /** The message of the chat that is to be shown. */
  seq: number | null;
  isInfoShown: boolean;
  /** The secret of an invite link. */
  joinSecret: string | null;
  /** A group by its address. */
  handle: string | null;
  contactsTab: ContactsTab;
  settingsTab: SettingsTab | null;
  adminTab: AdminTab | null;
  isUnknown: boolean;
}

const nothing = {
  left: 'chats',
  chatId: null,
  seq: null,
  isInfoShown: false,
  joinSecret: null,
  handle: null,
  contactsTab: 'contacts',
  settingsTab: null,
  adminTab: null,
  isUnknown: false,
} as const;

export function viewOf(path: string): View {
  const parts = path.split('/').filter(Boolean);
  const [screen, item, more] = parts;
  if (screen === undefined) return { ...nothing, path };
  if (screen === 'chat' && item && parts.length <= 3 && (more === undefined || more === 'info')) {
    return { ...nothing, path, chatId: item.toLowerCase(), isInfoShown: more === 'info' };
  }
  if (screen === 'chat' && item && more && parts.length === 3 && /^[1-9]\d{0,9}$/.test(more)) {
    return { ...nothing, path, chatId: item.toLowerCase(), seq: Number(more) };
  }
  if (screen === 'search' && parts.length === 1) return { ...nothing, path };
  if (screen === 'new-group' && parts.length === 1) return { ...nothing, path, left: 'newGroup' };
  if (screen === 'invitations' && parts.length === 1) return { ...nothing, path, left: 'invitations' };
  if (screen === 'reminders' && parts.length === 1) return { ...nothing, path, left: 'reminders' };
  if (screen === 'inbox' && parts.length === 1) return { ...nothing, path, left: 'inbox' };
  if (screen === 'join' && item && parts.length === 2) return { ...nothing, path, joinSecret: item };
  if (screen === 'g' && item && parts.length === 2) return { ...nothing, path, handle: item };
  if (screen === 'people' && parts.length === 1) return { ...nothing, path, left: 'people' };
  if (screen === 'contacts' && parts.length <= 2) {
    const contactsTab = contactsTabs.find((tab) => tab === (item ?? 'contacts'));
    if (contactsTab) return { ...nothing, path, left: 'contacts', contactsTab };
  }
  if (screen === 'settings' && parts.length <= 2) {
    const settingsTab = settingsTabs.find((tab) => tab === item) ?? null;
    if (item === undefined || settingsTab) return { ...nothing, path, left: 'settings', settingsTab };
  }
  if (screen === 'admin' && parts.length <= 2) {
    const adminTab = adminTabs.find((tab) => tab === item) ?? null;
    if (item === undefined || adminTab) return { ...nothing, path, left: 'admin', adminTab };
  }
  return { ...nothing, path, isUnknown: true };
}

/** Who is no administrator finds nothing where their pages are. */
export function useView(): View {
  const [path] = useLocation();
  const view = viewOf(path);
  const isAdmin = useMe()?.isAdmin ?? false;
  return view.left === 'admin' && !isAdmin ? { ...nothing, path, isUnknown: true } : view;
}

import { useLocation } from 'wouter';
import { settingsTabs } from '../../routes/routes.ts';
import type { SettingsTab } from '../../routes/routes.ts';

/** What the address asks to be shown. */
export interface View {
  path: string;
  left: 'chats' | 'people' | 'settings';
  chatId: string | null;
  /** The message of the chat that is to be shown. */
  seq: number | null;
  isInfoShown: boolean;
  settingsTab: SettingsTab | null;
  isUnknown: boolean;
}

const nothing = {
  left: 'chats',
  chatId: null,
  seq: null,
  isInfoShown: false,
  settingsTab: null,
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
  if (screen === 'people' && parts.length === 1) return { ...nothing, path, left: 'people' };
  if (screen === 'settings' && parts.length <= 2) {
    const settingsTab = settingsTabs.find((tab) => tab === item) ?? null;
    if (item === undefined || settingsTab) return { ...nothing, path, left: 'settings', settingsTab };
  }
  return { ...nothing, path, isUnknown: true };
}

export function useView(): View {
  const [path] = useLocation();
  return viewOf(path);
}

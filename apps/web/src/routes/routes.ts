/** Every address of the client, in one place. */
export const routes = {
  chats: '/',
  chat: (id: string) => `/chat/${id}`,
  chatInfo: (id: string) => `/chat/${id}/info`,
  message: (id: string, seq: number) => `/chat/${id}/${seq}`,
  search: '/search',
  people: '/people',
  newGroup: '/new-group',
  invitations: '/invitations',
  reminders: '/reminders',
  inbox: '/inbox',
  group: (handle: string) => `/g/${handle}`,
  contacts: '/contacts',
  contactsTab: (tab: ContactsTab) => (tab === 'contacts' ? '/contacts' : `/contacts/${tab}`),
  settings: '/settings',
  settingsTab: (tab: SettingsTab) => `/settings/${tab}`,
  /** For administrators alone. */
  admin: '/admin',
  adminTab: (tab: AdminTab) => `/admin/${tab}`,
  signIn: '/sign-in',
  register: '/register',
  setup: '/setup',
  forgotPassword: '/forgot-password',
  /** Where mailed links lead. */
  confirmEmail: '/confirm-email',
  resetPassword: '/reset-password',
  unsubscribe: '/unsubscribe',
} as const;

export const contactsTabs = ['contacts', 'requests', 'sent'] as const;
export type ContactsTab = (typeof contactsTabs)[number];

export const settingsTabs = [
  'profile',
  'appearance',
  'notifications',
  'privacy',
  'devices',
  'password',
  'about',
] as const;
export type SettingsTab = (typeof settingsTabs)[number];

export const adminTabs = ['overview', 'people', 'groups', 'audit', 'trace', 'jobs'] as const;
export type AdminTab = (typeof adminTabs)[number];

/** Only addresses of this site, so that a crafted link can't send somebody elsewhere after signing in. */
export function safeNext(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}

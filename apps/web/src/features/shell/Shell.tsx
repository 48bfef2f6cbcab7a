import { MessagesSquare } from 'lucide-react';
import { Suspense, lazy, useEffect } from 'react';
import { useT } from '../../i18n/language.ts';
import { useMe } from '../../store/selectors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ChatListPanel } from '../chat-list/ChatListPanel.tsx';
import { MediaLayer } from '../media/MediaLayer.tsx';
import { MiniPlayerSlot } from '../media/MiniPlayerSlot.tsx';
import { ConversationScreen } from '../conversation/ConversationScreen.tsx';
import { ErrorBoundary } from '../problems/ErrorBoundary.tsx';
import { NotFoundScreen } from '../problems/NotFoundScreen.tsx';
import { preloadSearch } from '../search/preload-search.ts';
import { SwitcherComing } from '../search/SwitcherComing.tsx';
import { ColumnResizer } from './ColumnResizer.tsx';
import { ConnectionBar } from './ConnectionBar.tsx';
import { useView } from './use-view.ts';
import { useShortcuts } from './use-shortcuts.ts';
import styles from './Shell.module.css';

const PeoplePanel = lazy(async () => ({ default: (await import('../people/PeoplePanel.tsx')).PeoplePanel }));
const ContactsPanel = lazy(async () => ({
  default: (await import('../contacts/ContactsPanel.tsx')).ContactsPanel,
}));
const InfoColumn = lazy(async () => ({ default: (await import('../info/InfoColumn.tsx')).InfoColumn }));
const NewGroupPanel = lazy(async () => ({
  default: (await import('../groups/NewGroupPanel.tsx')).NewGroupPanel,
}));
const InvitationsPanel = lazy(async () => ({
  default: (await import('../invitations/InvitationsPanel.tsx')).InvitationsPanel,
}));
const RemindersPanel = lazy(async () => ({
  default: (await import('../reminders/RemindersPanel.tsx')).RemindersPanel,
}));
const InboxPanel = lazy(async () => ({ default: (await import('../inbox/InboxPanel.tsx')).InboxPanel }));
const JoinByLink = lazy(async () => ({ default: (await import('../groups/JoinScreen.tsx')).JoinByLink }));
const GroupByHandle = lazy(async () => ({
  default: (await import('../groups/JoinScreen.tsx')).GroupByHandle,
}));
const SettingsMenu = lazy(async () => ({
  default: (await import('../settings/SettingsMenu.tsx')).SettingsMenu,
}));
const SettingsPage = lazy(async () => ({
  default: (await import('../settings/SettingsPage.tsx')).SettingsPage,
}));
const AdminArea = lazy(async () => ({ default: (await import('../admin/AdminArea.tsx')).AdminArea }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('./ShortcutsDialog.tsx')).ShortcutsDialog,
}));

const Switcher = lazy(async () => ({ default: (await import('../search/Switcher.tsx')).Switcher }));

/** The messenger: lists on the left, the conversation, what is known about it on the right. */
export function Shell() {
  const t = useT();
  const view = useView();
  const me = useMe();
  const { isHelpShown, closeHelp, isSwitching, closeSwitcher } = useShortcuts(view);
  useEffect(preloadSearch, []);
  if (!me) return null;
  const isDoor = view.joinSecret !== null || view.handle !== null;
  const isPage = view.settingsTab !== null || view.adminTab !== null;
  const hasMain = view.chatId !== null || isPage || isDoor || view.isUnknown;
  return (
    <div className={styles.shell} data-main={hasMain || undefined} data-info={view.isInfoShown || undefined}>
      <a className={styles.skip} href="#composer">
        {t('app.skip')}
      </a>
      <ConnectionBar />
      <div className={styles.left}>
        <ChatListPanel chatId={view.chatId} isCovered={view.left !== 'chats'} />
        {view.left !== 'chats' && (
          <div className={styles.cover} key={view.left}>
            <Suspense fallback={null}>
              {view.left === 'people' && <PeoplePanel />}
              {view.left === 'contacts' && <ContactsPanel tab={view.contactsTab} />}
              {view.left === 'newGroup' && <NewGroupPanel />}
              {view.left === 'invitations' && <InvitationsPanel />}
              {view.left === 'reminders' && <RemindersPanel />}
              {view.left === 'inbox' && <InboxPanel />}
              {view.left === 'settings' && <SettingsMenu tab={view.settingsTab} />}
              {view.left === 'admin' && <AdminArea part="menu" tab={view.adminTab} />}
            </Suspense>
          </div>
        )}
        <ColumnResizer />
      </div>
      <main className={styles.main}>
        <MiniPlayerSlot />
        <ErrorBoundary resetKey={view.path}>
          <Suspense fallback={null}>
            {view.isUnknown ? (
              <NotFoundScreen />
            ) : view.joinSecret ? (
              <JoinByLink secret={view.joinSecret} />
            ) : view.handle ? (
              <GroupByHandle handle={view.handle} />
            ) : view.left === 'admin' ? (
              <AdminArea part="page" tab={view.adminTab} />
            ) : view.settingsTab ? (
              <SettingsPage tab={view.settingsTab} />
            ) : view.chatId ? (
              <ConversationScreen
                key={view.chatId}
                chatId={view.chatId}
                seq={view.seq}
                isInfoShown={view.isInfoShown}
              />
            ) : (
              <Notice
                icon={MessagesSquare}
                title={t(view.left === 'settings' ? 'settings.pick' : 'chats.pick')}
              />
            )}
          </Suspense>
        </ErrorBoundary>
      </main>
      {view.isInfoShown && view.chatId && (
        <Suspense fallback={null}>
          <InfoColumn key={view.chatId} chatId={view.chatId} />
        </Suspense>
      )}
      <MediaLayer chatId={view.chatId} />
      {isSwitching && (
        <Suspense fallback={<SwitcherComing onClose={closeSwitcher} />}>
          <Switcher chatId={view.chatId} onClose={closeSwitcher} />
        </Suspense>
      )}
      {isHelpShown && (
        <Suspense fallback={null}>
          <ShortcutsDialog onClose={closeHelp} />
        </Suspense>
      )}
    </div>
  );
}

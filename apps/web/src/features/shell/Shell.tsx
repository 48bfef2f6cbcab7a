import { MessagesSquare } from 'lucide-react';
import { Suspense, useEffect } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { useHasChat, useMe } from '../../store/selectors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ChatListPanel } from '../chat-list/ChatListPanel.tsx';
import { MediaLayer } from '../media/MediaLayer.tsx';
import { MiniPlayerSlot } from '../media/MiniPlayerSlot.tsx';
import { ConversationScreen } from '../conversation/ConversationScreen.tsx';
import { ErrorBoundary } from '../problems/ErrorBoundary.tsx';
import { lazyPart } from '../problems/lazy-part.ts';
import { NotFoundScreen } from '../problems/NotFoundScreen.tsx';
import { Part } from '../problems/Part.tsx';
import { useInChat } from '../search/in-chat-store.ts';
import { preloadSearch } from '../search/preload-search.ts';
import { SwitcherComing } from '../search/SwitcherComing.tsx';
import { ColumnResizer } from './ColumnResizer.tsx';
import { ConnectionBar } from './ConnectionBar.tsx';
import { useConnectionText } from './use-connection-text.ts';
import { useView } from './use-view.ts';
import { useShortcuts } from './use-shortcuts.ts';
import styles from './Shell.module.css';

const PeoplePanel = lazyPart(async () => (await import('../people/PeoplePanel.tsx')).PeoplePanel);
const ContactsPanel = lazyPart(async () => (await import('../contacts/ContactsPanel.tsx')).ContactsPanel);
const InfoColumn = lazyPart(async () => (await import('../info/InfoColumn.tsx')).InfoColumn);
const NewGroupPanel = lazyPart(async () => (await import('../groups/NewGroupPanel.tsx')).NewGroupPanel);
const InvitationsPanel = lazyPart(
  async () => (await import('../invitations/InvitationsPanel.tsx')).InvitationsPanel,
);
const RemindersPanel = lazyPart(async () => (await import('../reminders/RemindersPanel.tsx')).RemindersPanel);
const InboxPanel = lazyPart(async () => (await import('../inbox/InboxPanel.tsx')).InboxPanel);
const JoinByLink = lazyPart(async () => (await import('../groups/JoinScreen.tsx')).JoinByLink);
const GroupByHandle = lazyPart(async () => (await import('../groups/JoinScreen.tsx')).GroupByHandle);
const SettingsMenu = lazyPart(async () => (await import('../settings/SettingsMenu.tsx')).SettingsMenu);
const SettingsPage = lazyPart(async () => (await import('../settings/SettingsPage.tsx')).SettingsPage);
const AdminArea = lazyPart(async () => (await import('../admin/AdminArea.tsx')).AdminArea);
const ShortcutsDialog = lazyPart(async () => (await import('./ShortcutsDialog.tsx')).ShortcutsDialog);

const Switcher = lazyPart(async () => (await import('../search/Switcher.tsx')).Switcher);

/** The messenger: lists on the left, the conversation, what is known about it on the right. */
export function Shell() {
  const t = useT();
  const view = useView();
  const [, navigate] = useLocation();
  const me = useMe();
  const connection = useConnectionText();
  const hasChat = useHasChat(view.chatId);
  // Over the header of the chat lies the search in it.
  const isSearching = useInChat((search) => view.chatId !== null && search.chatId === view.chatId);
  const { isHelpShown, closeHelp, isSwitching, closeSwitcher } = useShortcuts(view);
  useEffect(preloadSearch, []);
  if (!me) return null;
  // The way back must not lead to what could not be shown.
  const leaveTo = (path: string) => navigate(path, { replace: true });
  const isDoor = view.joinSecret !== null || view.handle !== null;
  const isPage = view.settingsTab !== null || view.adminTab !== null;
  const hasMain = view.chatId !== null || isPage || isDoor || view.isUnknown;
  return (
    <div className={styles.shell} data-main={hasMain || undefined} data-info={view.isInfoShown || undefined}>
      <a className={styles.skip} href="#composer">
        {t('app.skip')}
      </a>
      <div className={styles.left}>
        <ChatListPanel chatId={view.chatId} isCovered={view.left !== 'chats'} />
        {view.left !== 'chats' && (
          <div className={styles.cover} key={view.left}>
            <Part onFail={() => leaveTo(routes.chats)}>
              {view.left === 'people' && <PeoplePanel />}
              {view.left === 'contacts' && <ContactsPanel tab={view.contactsTab} />}
              {view.left === 'newGroup' && <NewGroupPanel />}
              {view.left === 'invitations' && <InvitationsPanel />}
              {view.left === 'reminders' && <RemindersPanel />}
              {view.left === 'inbox' && <InboxPanel />}
              {view.left === 'settings' && <SettingsMenu tab={view.settingsTab} />}
              {view.left === 'admin' && <AdminArea part="menu" tab={view.adminTab} />}
            </Part>
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
                connection={connection}
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
        <Part key={view.chatId} onFail={() => leaveTo(routes.chat(view.chatId ?? ''))}>
          <InfoColumn chatId={view.chatId} />
        </Part>
      )}
      <ConnectionBar text={connection} isInHeader={hasChat && !isSearching} isInfoShown={view.isInfoShown} />
      <MediaLayer chatId={view.chatId} />
      {isSwitching && (
        <Part fallback={<SwitcherComing onClose={closeSwitcher} />} onFail={closeSwitcher}>
          <Switcher chatId={view.chatId} onClose={closeSwitcher} />
        </Part>
      )}
      {isHelpShown && (
        <Part onFail={closeHelp}>
          <ShortcutsDialog onClose={closeHelp} />
        </Part>
      )}
    </div>
  );
}

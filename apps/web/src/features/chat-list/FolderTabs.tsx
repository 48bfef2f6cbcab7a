import { chatsInList, unreadTotals } from '@bridges/sdk';
import { ArrowLeft, ArrowRight, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { useClientState } from '../../store/selectors.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import { moveFolder, removeFolder } from './folder-acts.ts';
import styles from './FolderTabs.module.css';
import { RenameFolder } from './RenameFolder.tsx';
import { chatsOfTab, showTab, useListView } from './list-view.ts';
import { useFolders } from './use-chats-of-tab.ts';

interface OpenMenu {
  folderId: string;
  at: { x: number; y: number };
}

/** Above the list: everything, what is unread, where I am mentioned, and my folders, each with what waits in it. */
export function FolderTabs() {
  const t = useT();
  const tab = useListView((view) => view.tab);
  const folders = useFolders();
  const counts = useClientState((state) =>
    ['all', ...folders.map(({ id }) => id)]
      .map((id) => {
        const totals = unreadTotals(chatsInList(state, id === 'all' ? {} : { folderId: id }));
        return `${totals.chats}.${totals.mutedChats}`;
      })
      .join(),
  ).split(',');
  const mentions = useClientState((state) => chatsOfTab(state, 'mentions').length);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [act, setAct] = useState<{ kind: 'rename' | 'remove'; folderId: string } | null>(null);
  const isKnown = ['all', 'unread', 'mentions'].includes(tab) || folders.some(({ id }) => id === tab);
  useEffect(() => {
    // The folder was deleted, perhaps on another device.
    if (!isKnown) showTab('all');
  }, [isKnown]);
  const [all = ''] = counts;
  const tabs = [
    { id: 'all', name: t('list.all'), count: '' },
    { id: 'unread', name: t('list.unread'), count: all },
    ...(mentions > 0 || tab === 'mentions'
      ? [{ id: 'mentions', name: t('list.mentions'), count: `${mentions}.0` }]
      : []),
    ...folders.map(({ id, name }, at) => ({ id, name, count: counts[at + 1] ?? '' })),
  ];
  const openMenu = (folderId: string, at: OpenMenu['at']) => {
    if (folders.some(({ id }) => id === folderId)) setMenu({ folderId, at });
  };
  const named = folders.find(({ id }) => id === act?.folderId);
  const place = folders.findIndex(({ id }) => id === menu?.folderId);
  const items: MenuItem[] = menu
    ? [
        {
          label: t('list.renameFolder'),
          icon: Pencil,
          run: () => setAct({ kind: 'rename', folderId: menu.folderId }),
        },
        ...(place > 0
          ? [
              {
                label: t('list.moveLeft'),
                icon: ArrowLeft,
                run: () => void moveFolder(folders, menu.folderId, -1),
              },
            ]
          : []),
        ...(place < folders.length - 1
          ? [
              {
                label: t('list.moveRight'),
                icon: ArrowRight,
                run: () => void moveFolder(folders, menu.folderId, 1),
              },
            ]
          : []),
        {
          label: t('list.removeFolder'),
          icon: Trash2,
          isDanger: true,
          run: () => setAct({ kind: 'remove', folderId: menu.folderId }),
        },
      ]
    : [];
  return (
    <>
      <div
        className={styles.tabs}
        data-sideways=""
        role="tablist"
        aria-label={t('list.folders')}
        onKeyDown={moveAlong}
        onWheel={({ currentTarget, deltaX, deltaY }) => {
          // A plain mouse turns its wheel one way only.
          if (deltaX === 0) currentTarget.scrollLeft += deltaY;
        }}
      >
        {tabs.map(({ id, name, count }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === tab}
            tabIndex={id === tab || (tab === 'archive' && id === 'all') ? 0 : -1}
            className={styles.tab}
            onClick={({ currentTarget }) => {
              showTab(id);
              currentTarget.scrollIntoView({ inline: 'center', block: 'nearest', behavior: 'smooth' });
            }}
            onContextMenu={(event) => {
              event.preventDefault();
              const box = event.currentTarget.getBoundingClientRect();
              openMenu(id, { x: box.left, y: box.bottom });
            }}
          >
            <bdi>{name}</bdi>
            <TabCount count={count} />
          </button>
        ))}
      </div>
      {menu && <Menu label={t('list.folder')} at={menu.at} items={items} onClose={() => setMenu(null)} />}
      {act?.kind === 'rename' && named && <RenameFolder folder={named} onClose={() => setAct(null)} />}
      {act?.kind === 'remove' && named && (
        <Confirm
          title={t('list.removeFolderAsk', { name: named.name })}
          text={t('list.removeFolderHint')}
          act={t('list.removeFolder')}
          onConfirm={() => void removeFolder(named.id)}
          onClose={() => setAct(null)}
        />
      )}
    </>
  );
}

/** Chats with something unread; grey when all of them are muted. */
function TabCount({ count }: { count: string }) {
  const t = useT();
  const [chats = 0, muted = 0] = count.split('.').map(Number);
  if (chats + muted === 0) return null;
  return (
    <span
      className={styles.count}
      data-muted={chats === 0 || undefined}
      aria-label={t('list.unreadChats', { count: chats || muted })}
    >
      {chats || muted}
    </span>
  );
}

function moveAlong(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const now = tabs.indexOf(document.activeElement as HTMLElement);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (now < 0 || step === undefined) return;
  event.preventDefault();
  const next = tabs.at((now + step) % tabs.length);
  next?.focus();
  next?.click();
}

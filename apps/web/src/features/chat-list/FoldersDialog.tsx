import { limits } from '@bridges/contracts/protocol';
import type { Chat } from '@bridges/sdk';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { useChat } from '../../store/selectors.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import dialogStyles from '../../ui/Dialog.module.css';
import { Field } from '../../ui/Field.tsx';
import { setMarks } from './chat-acts.ts';
import { createFolder } from './folder-acts.ts';
import styles from './FoldersDialog.module.css';
import { useFolders } from './use-chats-of-tab.ts';

interface Props {
  chat: Chat;
  title: string;
  onClose: () => void;
}

/** In which of my folders a chat is; and a new one. */
export function FoldersDialog({ chat: opened, title, onClose }: Props) {
  const t = useT();
  const folders = useFolders();
  const chat = useChat(opened.id)?.chat ?? opened;
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  // Folders that are no more may still be named.
  const chosen = chat.marks.folderIds.filter((id) => folders.some((folder) => folder.id === id));
  const toggle = (id: string) =>
    void setMarks(chat, {
      folderIds: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id],
    });
  const add = async () => {
    setBusy(true);
    const folder = await createFolder(name.trim());
    if (folder) {
      setName('');
      await setMarks(chat, { folderIds: [...chosen, folder.id] });
    }
    setBusy(false);
  };
  return (
    <Dialog title={t('list.foldersOf', { title })} onClose={onClose}>
      {folders.length > 0 && (
        <ul className={styles.folders}>
          {folders.map((folder) => (
            <li key={folder.id}>
              <label className={styles.folder}>
                <input
                  type="checkbox"
                  checked={chosen.includes(folder.id)}
                  onChange={() => toggle(folder.id)}
                />
                <bdi>{folder.name}</bdi>
              </label>
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.new}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '' && !isBusy) void add();
        }}
      >
        <Field
          label={t('list.newFolder')}
          value={name}
          maxLength={limits.folderName}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" look="tinted" isBusy={isBusy} disabled={name.trim() === ''}>
          {t('list.addFolder')}
        </Button>
      </form>
      <div className={dialogStyles.actions}>
        <Button look="plain" onClick={onClose}>
          {t('act.close')}
        </Button>
      </div>
    </Dialog>
  );
}

import { limits } from '@bridges/contracts/protocol';
import type { Folder } from '@bridges/sdk';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import dialogStyles from '../../ui/Dialog.module.css';
import { Field } from '../../ui/Field.tsx';
import { renameFolder } from './folder-acts.ts';

export function RenameFolder({ folder, onClose }: { folder: Folder; onClose: () => void }) {
  const t = useT();
  const [name, setName] = useState(folder.name);
  return (
    <Dialog title={t('list.renameFolder')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          void renameFolder(folder.id, name.trim());
          onClose();
        }}
      >
        <Field
          label={t('list.folderName')}
          value={name}
          maxLength={limits.folderName}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <div className={dialogStyles.actions}>
          <Button look="plain" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

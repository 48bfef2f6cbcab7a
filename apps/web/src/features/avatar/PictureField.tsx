import { uploadFile } from '@bridges/sdk/uploads';
import { Camera, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { tried } from '../../ui/tried.ts';
import { CropDialog } from './CropDialog.tsx';
import styles from './PictureField.module.css';

interface Props {
  id: string;
  name: string;
  kind: 'person' | 'group';
  fileId: string | null;
  /** Shows the uploaded picture from now on; null: none. */
  onChange: (fileId: string | null) => Promise<unknown>;
}

/** A picture of somebody or of a group: choose, cut, remove. In force at once. */
export function PictureField({ id, name, kind, fileId, onChange }: Props) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const found = await createImageBitmap(file).catch(() => null);
    if (found) setPicture(found);
    else toast(t('error.notAPicture'));
  };
  const change = async (act: () => Promise<unknown>) => {
    setBusy(true);
    await tried(act);
    setBusy(false);
  };
  const upload = (file: File) => {
    setPicture(null);
    void change(async () => {
      const hints = { name: file.name, type: file.type };
      await onChange((await uploadFile(file, { rest: client.rest, hints })).fileId);
    });
  };
  return (
    <div className={styles.field} role="group" aria-label={t('media.picture')}>
      <Avatar id={id} name={name} kind={kind} size={120} fileId={fileId} />
      <div className={styles.acts}>
        <Button type="button" look="tinted" isBusy={isBusy} onClick={() => input.current?.click()}>
          <Camera size={20} aria-hidden="true" />
          {t(fileId === null ? 'media.setPicture' : 'media.changePicture')}
        </Button>
        {fileId !== null && (
          <Button type="button" look="plain" onClick={() => void change(() => onChange(null))}>
            <Trash2 size={20} aria-hidden="true" />
            {t('media.removePicture')}
          </Button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        data-pick="picture"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = '';
          void take(file);
        }}
      />
      {picture && <CropDialog picture={picture} onCut={upload} onClose={() => setPicture(null)} />}
    </div>
  );
}

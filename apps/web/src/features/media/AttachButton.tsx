import { File, Image, Paperclip } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import type { ChangeEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import styles from './AttachButton.module.css';
import { attach } from './attach.ts';

interface Props {
  chatId: string;
}

/** Picks files for the message that is being written; on phones the camera is offered too. */
export function AttachButton({ chatId }: Props) {
  const t = useT();
  const media = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const close = useCallback(() => setAt(null), []);
  const take = (asFile: boolean) => (event: ChangeEvent<HTMLInputElement>) => {
    const picked = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = '';
    if (picked.length > 0) void attach(chatId, picked, asFile);
  };
  return (
    <>
      <IconButton
        icon={Paperclip}
        label={t('media.attach')}
        className={styles.button}
        aria-haspopup="menu"
        onPointerDown={(event) => event.preventDefault()}
        onClick={({ currentTarget }) => {
          const { right, top } = currentTarget.getBoundingClientRect();
          setAt({ x: right - 200, y: top - 8 });
        }}
      />
      <input
        ref={media}
        type="file"
        accept="image/*,video/*"
        multiple
        hidden
        data-pick="media"
        onChange={take(false)}
      />
      <input ref={files} type="file" multiple hidden data-pick="files" onChange={take(true)} />
      {at && (
        <Menu
          label={t('media.attach')}
          at={at}
          onClose={close}
          items={[
            { label: t('media.attachMedia'), icon: Image, run: () => media.current?.click() },
            { label: t('media.attachFile'), icon: File, run: () => files.current?.click() },
          ]}
        />
      )}
    </>
  );
}

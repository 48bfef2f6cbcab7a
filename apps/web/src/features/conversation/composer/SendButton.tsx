import { BellOff, CalendarClock, Check, ListChecks, SendHorizontal } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import type { MouseEvent } from 'react';
import { useT } from '../../../i18n/language.ts';
import { Menu } from '../../../ui/Menu.tsx';
import { VoiceButton } from '../../media/VoiceButton.tsx';
import { showDialog } from '../talk-store.ts';
import styles from './Composer.module.css';

interface Props {
  chatId: string;
  text: string;
  isEdit: boolean;
  isEnabled: boolean;
  onSend: (extras?: { isSilent: true }) => void;
}

/** Sends; a right click or a long press offers to send quietly or later. With nothing written it records a voice message. */
export function SendButton({ chatId, text, isEdit, isEnabled, onSend }: Props) {
  const t = useT();
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const close = useCallback(() => setAt(null), []);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const label = t(isEdit ? 'act.save' : 'act.send');
  const Icon = isEdit ? Check : SendHorizontal;
  const openAt = (element: Element) => {
    if (isEdit) return;
    const { right, top } = element.getBoundingClientRect();
    setAt({ x: right - 8, y: top - 8 });
  };
  const onContextMenu = (event: MouseEvent<HTMLButtonElement>) => {
    event.preventDefault();
    openAt(event.currentTarget);
  };
  if (text === '' && !isEdit && !isEnabled) {
    return <VoiceButton chatId={chatId} fallback={button()} />;
  }
  return button();

  function button() {
    return (
      <>
        <button
          type="button"
          className={styles.send}
          aria-label={label}
          title={label}
          aria-haspopup={isEdit ? undefined : 'menu'}
          disabled={!isEnabled}
          // Keeps the keyboard of a phone open.
          onPointerDown={(event) => {
            event.preventDefault();
            const { currentTarget, pointerType } = event;
            if (pointerType === 'touch') timer.current = setTimeout(() => openAt(currentTarget), 500);
          }}
          onPointerUp={() => clearTimeout(timer.current)}
          onPointerLeave={() => clearTimeout(timer.current)}
          onContextMenu={onContextMenu}
          onClick={() => {
            if (!at) onSend();
          }}
        >
          <Icon size={24} aria-hidden="true" />
        </button>
        {at && (
          <Menu
            label={t('composer.sendOptions')}
            at={at}
            onClose={close}
            items={[
              {
                label: t('composer.sendSilent'),
                icon: BellOff,
                run() {
                  // With the text the button goes, and this menu with it, before it could tell that it is closed.
                  close();
                  onSend({ isSilent: true });
                },
              },
              {
                label: t('composer.schedule'),
                icon: CalendarClock,
                run: () => showDialog({ kind: 'schedule', text }),
              },
              {
                label: t('composer.scheduled'),
                icon: ListChecks,
                run: () => showDialog({ kind: 'scheduled' }),
              },
            ]}
          />
        )}
      </>
    );
  }
}

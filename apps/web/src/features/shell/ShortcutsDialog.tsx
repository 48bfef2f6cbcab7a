import { useT } from '../../i18n/language.ts';
import type { Key } from '../../i18n/catalogue.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import dialogStyles from '../../ui/Dialog.module.css';
import styles from './ShortcutsDialog.module.css';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
const control = isMac ? '⌘' : 'Ctrl';
const shortcuts: Array<{ keys: string[]; act: Extract<Key, `keys.${string}`> }> = [
  { keys: [control, 'K'], act: 'keys.switch' },
  { keys: [control, 'F'], act: 'keys.find' },
  { keys: ['F3 / Shift+F3'], act: 'keys.findNext' },
  { keys: [control, 'Shift', 'F'], act: 'keys.search' },
  { keys: ['Alt', '↓ / ↑'], act: 'keys.next' },
  { keys: ['↓ / ↑'], act: 'keys.move' },
  { keys: ['Alt', 'U'], act: 'keys.read' },
  { keys: ['Alt', 'P'], act: 'keys.pin' },
  { keys: ['Alt', 'M'], act: 'keys.mute' },
  { keys: ['Alt', 'A'], act: 'keys.archive' },
  { keys: ['Enter'], act: 'keys.send' },
  { keys: ['Shift', 'Enter'], act: 'keys.newLine' },
  { keys: ['↑'], act: 'keys.editLast' },
  { keys: [control, 'B / I / E'], act: 'keys.format' },
  { keys: [control, 'Shift', 'X / P / L'], act: 'keys.formatMore' },
  { keys: ['Esc'], act: 'keys.escape' },
  { keys: ['?'], act: 'keys.help' },
];

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <dl className={styles.list}>
        {shortcuts.map(({ keys, act }) => (
          <div key={act} className={styles.row}>
            <dt>{t(act)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <div className={dialogStyles.actions}>
        <Button look="plain" onClick={onClose}>
          {t('act.close')}
        </Button>
      </div>
    </Dialog>
  );
}

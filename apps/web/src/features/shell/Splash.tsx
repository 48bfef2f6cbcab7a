import { ConnectionBar } from './ConnectionBar.tsx';
import { Logo } from '../../ui/Logo.tsx';
import styles from './Splash.module.css';
import { useConnectionText } from './use-connection-text.ts';

/** Before it is known who asks. It appears only after a moment: most starts are faster than that. */
export function Splash() {
  return (
    <main className={styles.splash} aria-busy="true">
      <Logo />
      <ConnectionBar text={useConnectionText()} />
    </main>
  );
}

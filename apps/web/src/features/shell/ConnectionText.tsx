import styles from './ConnectionText.module.css';

/** That the connection is gone, and is being looked for; for the eyes: ConnectionBar tells it to a screen reader. */
export function ConnectionText({ text }: { text: string }) {
  return (
    <span className={styles.text} aria-hidden="true">
      <i className={styles.spinner} />
      <span className={styles.words}>{text}</span>
    </span>
  );
}

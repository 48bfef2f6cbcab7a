import styles from './SkeletonRows.module.css';

/** Grey rows in place of a list that has never been loaded. */
export function SkeletonRows({ count = 8 }: { count?: number }) {
  return (
    <div className={styles.rows} aria-busy="true" aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <div key={at} className={styles.row}>
          <i className={styles.avatar} />
          <span className={styles.lines}>
            <i className={styles.line} data-width={at % 3} />
            <i className={styles.line} data-width={3 + (at % 2)} />
          </span>
        </div>
      ))}
    </div>
  );
}

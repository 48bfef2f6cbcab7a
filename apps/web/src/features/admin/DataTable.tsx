import styles from './Admin.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  heads: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  /** What opens it. */
  label?: string;
}

/** Numbers behind a picture, for who wants them exactly. */
export function DataTable({ heads, rows, label }: Props) {
  const words = useWords();
  const isNumber = (at: number) => (typeof rows[0]?.[at] === 'number' ? true : undefined);
  return (
    <details className={styles.more}>
      <summary>{label ?? words('asTable')}</summary>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={label ?? words('asTable')}>
        <table className={styles.table}>
          <thead>
            <tr>
              {heads.map((head, at) => (
                <th key={head} scope="col" data-number={isNumber(at)}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={column} data-number={isNumber(column)}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

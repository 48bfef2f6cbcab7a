import type { Block, Inline } from '@bridges/contracts/markdown';
import type { ReactNode } from 'react';
import { useT } from '../../../i18n/language.ts';
import styles from './TableView.module.css';

interface Props {
  table: Extract<Block, { type: 'table' }>;
  cell: (nodes: readonly Inline[]) => ReactNode;
}

/** A table as wide as it likes: it scrolls inside of itself, by keys too, and the message stays where it is. */
export function TableView({ table: { aligns, rows }, cell }: Props) {
  const t = useT();
  const [head = [], ...body] = rows;
  const side = (at: number) => ({ textAlign: aligns[at] ?? undefined });
  return (
    <div className={styles.frame} data-sideways="" role="region" aria-label={t('message.table')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {head.map((nodes, at) => (
              <th key={at} scope="col" style={side(at)} dir="auto">
                {cell(nodes)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, line) => (
            <tr key={line}>
              {row.map((nodes, at) => (
                <td key={at} style={side(at)} dir="auto">
                  {cell(nodes)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One row of the table: what was measured, against what, and what is asked for. */
export interface BenchRow {
  id: string;
  measure: string;
  value: string;
  peer: string;
  ratio: string;
  goal: string;
  isMet: boolean;
}

/** The rows as a Markdown table. */
export function toMarkdown(rows: readonly BenchRow[], note: string): string {
  const cells = rows.map((row) =>
    [row.id, row.measure, row.value, row.peer, row.ratio, row.goal, row.isMet ? 'pass' : 'miss'].join(' | '),
  );
  return [
    '| id | measure | Bridges | peer | ratio | goal | |',
    '|---|---|---|---|---|---|---|',
    ...cells.map((line) => `| ${line} |`),
    '',
    note,
    '',
  ].join('\n');
}

export const thousands = (value: number): string => Math.round(value).toLocaleString('en-US');

import { codesOf } from '../load/run-load.ts';
import type { LoadResult } from '../load/run-load.ts';
import { thousands } from '../rows/table.ts';

export interface PartCost {
  name: string;
  copies: number;
  cpuSeconds: number;
  bytes: number;
}

/** One way of running it, as measured. */
export interface Side {
  name: string;
  load: LoadResult;
  parts: PartCost[];
}

/** Both ways side by side, then what each part costs. */
export function splitTable(sides: readonly Side[], note: string): string {
  return [
    '# Separate services beside one process',
    '',
    'The same load on the same machine, one after the other (`npm run bench -- --split`): stored, acknowledged and',
    'delivered messages in many small groups. On one machine the services share the cores with each other, with Redis,',
    'RabbitMQ and nginx, and with the driver of the load: what they cost is what matters here, not what they reach.',
    '',
    '| | sends/s | deliveries/s | refused | processor per send, all parts |',
    '| --- | --- | --- | --- | --- |',
    ...sides.map(({ name, load, parts }) => {
      const cpu = parts.reduce((sum, part) => sum + part.cpuSeconds, 0);
      return `| ${name} | ${thousands(load.sendsPerSecond)} | ${thousands(load.deliveriesPerSecond)} | ${load.refusals}${codesOf(load)} | ${perSend(cpu, load)} |`;
    }),
    '',
    ...sides.flatMap(({ name, load, parts }) => [
      `## ${name[0]?.toUpperCase()}${name.slice(1)}`,
      '',
      '| part | copies | processor per send | memory (RSS, all copies) |',
      '| --- | --- | --- | --- |',
      ...parts.map(
        (part) =>
          `| ${part.name} | ${part.copies} | ${perSend(part.cpuSeconds, load)} | ${thousands(part.bytes / 1024 / 1024)} MiB |`,
      ),
      '',
    ]),
    'Until all events have been taken. RSS of PostgreSQL counts memory that its processes share as often as they are.',
    '',
    note,
    '',
  ].join('\n');
}

const perSend = (cpuSeconds: number, { sends }: LoadResult): string =>
  `${((cpuSeconds / Math.max(1, sends)) * 1e6).toFixed(1)} µs`;

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '@bridges/dev-env/postgres';
import type { PostgresEngine } from '@bridges/dev-env/postgres';
import { SplitWorld } from '@bridges/dev-env/split-world';
import { afterAll, beforeAll, test } from 'vitest';
import { postgresFaults, rabbitFaults, redisFaults } from './engine-faults.ts';
import { endure } from './fault-run.ts';
import type { Fault, Healing } from './fault-run.ts';
import { faultTable, writeFaultTable } from './fault-table.ts';
import { killFaults, networkFaults, otherServiceFaults, rollingRestart } from './service-faults.ts';

/** `all` of them, some by their names (`one | another`), or those that every run can afford. */
const asked = process.env['BRIDGES_FAULTS'];
const isWhole = asked === 'all';
/** How often each, one after the other: for who looks for what happens seldom. */
const rounds = Number(process.env['BRIDGES_FAULT_ROUNDS'] ?? 1);
const quick = new Set([
  'Redis gone',
  'RabbitMQ gone',
  'PostgreSQL stopped (immediate)',
  'messages killed',
  'accounts killed',
  'a gateway drained',
]);

/** Where what the services logged is kept, for who looks for the cause of a failure. */
const logFolder = process.env['BRIDGES_FAULT_LOGS'];

let postgres: PostgresEngine;
let world: SplitWorld;
const healings: Healing[] = [];
const stack = new AsyncDisposableStack();

beforeAll(async () => {
  postgres = stack.use(await startPostgres());
  const env: Record<string, string> = logFolder === undefined ? {} : { LOG_LEVEL: 'info' };
  world = stack.use(await SplitWorld.start(postgres.url, { isProxied: true, env }));
});
afterAll(async () => {
  process.stdout.write(`\n${faultTable(healings)}\n`);
  await stack.disposeAsync();
});

const names = [
  ...['Redis restarted', 'Redis emptied', 'Redis frozen', 'Redis gone'],
  ...['RabbitMQ restarted', 'RabbitMQ gone', 'RabbitMQ blocked by its disk alarm'],
  ...['PostgreSQL stopped (smart)', 'PostgreSQL stopped (fast)', 'PostgreSQL stopped (immediate)'],
  'PostgreSQL frozen',
  ...['accounts', 'groups', 'messages', 'files', 'notifications', 'gateway', 'web'].map(
    (name) => `${name} killed`,
  ),
  ...['a gateway drained', 'nginx reloaded', 'groups hangs', 'accounts hangs', 'messages hangs'],
  ...['accounts answers garbage', 'messages answers garbage'],
  ...['redis', 'rabbit', 'messages'].flatMap((name) => [`${name} hears nothing`, `nobody hears ${name}`]),
  'all services restarted, one after the other',
];

function faultOf(name: string): Fault {
  const all = [
    ...redisFaults(world),
    ...rabbitFaults(world),
    ...postgresFaults(postgres),
    ...killFaults(world),
    ...otherServiceFaults(world),
    ...networkFaults(world),
    rollingRestart(world),
  ];
  const fault = all.find((one) => one.name === name);
  if (!fault) throw new Error(`there is no fault "${name}"`);
  return fault;
}

/** Of each process and of nginx, since the world began. */
function keepLogs({ services, nginx }: SplitWorld, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [service, copies] of Object.entries(services))
    for (const [index, { printedBefore, stdout, stderr }] of copies.entries())
      writeFileSync(join(folder, `${service}-${index}.log`), printedBefore + stdout + stderr);
  for (const name of ['access.log', 'error.log'])
    copyFileSync(join(nginx.engine.folder, name), join(folder, `nginx-${name}`));
}

const wanted = asked === undefined ? [...quick] : asked.split('|').map((name) => name.trim());
const runs = Array.from({ length: rounds }, (_, index) =>
  (isWhole ? names : wanted).map((name) => ({ name, round: index + 1 })),
);

test.each(runs.flat())('$name, $round', async ({ name, round }) => {
  const healing = await endure(world, faultOf(name)).finally(() => {
    if (logFolder !== undefined) keepLogs(world, join(logFolder, `${name.replaceAll(' ', '-')}-${round}`));
  });
  healings.push(healing);
  if (isWhole) writeFaultTable(healings, names);
});

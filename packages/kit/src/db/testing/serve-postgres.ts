// A server of its own for the tests, to be run as another user or killed: tells where its database is, and
// stops at the end of its input. With "as <uid>" it first becomes that user.
import { setgid, setgroups, setuid } from 'node:process';
import { StartError } from '../../config.ts';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';

const [dataDir = '', uid] = process.argv.slice(2);
if (uid) {
  setgroups?.([]);
  setgid?.(Number(uid));
  setuid?.(Number(uid));
}
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
try {
  const postgres = await startEmbeddedPostgres({ dataDir, log, settings: { fsync: 'off' } });
  console.log(JSON.stringify({ pid: postgres.pid, connectionString: postgres.connectionString('postgres') }));
  process.stdin.resume();
  process.stdin.once('end', () => void postgres.stop().then(() => process.exit(0)));
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof StartError ? error.message : String(error) }));
}

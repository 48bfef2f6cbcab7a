// Runs the job "hang" on the database of the first argument, and says so when it is under way: to be killed.
import { createPool } from '../database.ts';
import { createJobs } from '../graphile-jobs.ts';
import { silentLog } from './support.ts';

const connectionString = process.argv[2] ?? '';
const pool = createPool(connectionString, { applicationName: 'test', log: silentLog });
const jobs = createJobs({ pool, connectionString, log: silentLog });
jobs.register([
  {
    name: 'hang',
    run: () => {
      console.log('running');
      return new Promise(() => undefined);
    },
  },
]);
await jobs.start();

import type { Logger } from 'graphile-worker';
import type { Log } from './log.ts';

/** Lets the library write to our log: its warnings and errors only. Failed jobs are logged by the runner. */
export async function graphileLogger(log: Log): Promise<Logger> {
  const { Logger: GraphileLogger } = await import('graphile-worker');
  return new GraphileLogger((scope) => (level, message) => {
    if (message.startsWith('Failed task')) return;
    const details = { job: scope.taskIdentifier, jobId: scope.jobId };
    if (level === 'error') log.error(details, message);
    else if (level === 'warning') log.warn(details, message);
  });
}

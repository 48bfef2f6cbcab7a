import type { SplitWorld } from '@bridges/dev-env/split-world';

/** Whether outboxes and RabbitMQ's queues are empty; while either cannot be asked they are not. */
export async function areQueuesEmpty(world: SplitWorld): Promise<boolean> {
  try {
    return (await world.waiting()) === 0;
  } catch {
    return false;
  }
}

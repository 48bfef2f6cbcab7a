import type { Job } from '@bridges/kit';
import { z } from 'zod';
import type { Channels } from '../channels/channels.ts';
import { clearJob } from '../services/tellings-clear.ts';

const payload = z.object({
  userId: z.uuid(),
  chatId: z.uuid(),
  seq: z.number(),
  channels: z.array(z.enum(['push', 'telegram', 'email'])),
});

/** Takes back what was told of messages that are read by now, where a channel can. */
export const clear = (channels: Channels): Job => ({
  name: clearJob,
  // About half an hour: what is shown for longer was seen by then.
  maxAttempts: 8,
  async run(job) {
    const { userId, chatId, seq, channels: names } = payload.parse(job);
    await Promise.all(names.map(async (name) => channels.get(name)?.clear?.(userId, chatId, seq)));
  },
});

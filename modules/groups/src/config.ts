import { envFlag, readConfig } from '@bridges/kit';
import type { Env } from '@bridges/kit';
import { z } from 'zod';

/** Environment variables of groups. */
export const configSchema = z.object({
  OPEN_ROOMS: envFlag
    .prefault('true')
    .describe('Whether connecting to a room name that nobody has creates a public group of that name.'),
});
export type GroupsConfig = z.output<typeof configSchema>;

/** @throws StartError */
export const readGroupsConfig = (env: Env): GroupsConfig => readConfig(configSchema, env);

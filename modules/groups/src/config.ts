import { envFlag, envInt, readConfig } from '@bridges/kit';
import type { Env } from '@bridges/kit';
import { z } from 'zod';

/** Environment variables of groups. */
export const configSchema = z.object({
  OPEN_ROOMS: envFlag
    .prefault('true')
    .describe('Whether connecting to a room name that nobody has creates a public group of that name.'),
  RATE_LIMIT_GROUPS_PER_USER: envInt(1, 1_000_000_000)
    .default(200)
    .describe('Groups that one user may make in an hour, rooms of new names among them.'),
  RATE_LIMIT_INVITATIONS_PER_USER: envInt(1, 1_000_000_000)
    .default(500)
    .describe('Users that one user may invite into groups in an hour.'),
  RATE_LIMIT_LINKS_PER_USER: envInt(1, 1_000_000_000)
    .default(60)
    .describe('Invite links that one user may look at or follow in a minute.'),
});
export type GroupsConfig = z.output<typeof configSchema>;

/** @throws StartError */
export const readGroupsConfig = (env: Env): GroupsConfig => readConfig(configSchema, env);

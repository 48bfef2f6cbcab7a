import { envFlag, readConfig } from '@bridges/kit';
import type { Env } from '@bridges/kit';
import { z } from 'zod';

const schema = z.object({
  OPEN_ROOMS: envFlag
    .default(true)
    .meta({ description: 'Connecting to a room name that nobody has creates a public group of that name.' }),
});

export interface GroupsConfig {
  hasOpenRooms: boolean;
}

export function groupsConfig(env: Env): GroupsConfig {
  return { hasOpenRooms: readConfig(schema, env).OPEN_ROOMS };
}

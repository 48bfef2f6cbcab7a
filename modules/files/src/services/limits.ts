import type { RateLimit, RateLimits } from '@bridges/kit';
import type { Config } from '../config.ts';

/** How often one user may do what costs the server something. */
export interface FileLimits {
  uploads: RateLimit;
  previews: RateLimit;
}

export function createLimits(rateLimits: RateLimits, config: Config): FileLimits {
  const perMinute = (name: string, points: number) =>
    rateLimits.create({ name: `files-${name}`, points, perSeconds: 60 });
  return {
    uploads: perMinute('uploads', config.RATE_LIMIT_UPLOADS_PER_MINUTE),
    previews: perMinute('previews', config.RATE_LIMIT_PREVIEWS_PER_MINUTE),
  };
}

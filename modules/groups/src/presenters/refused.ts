import type { GroupWithRefused } from '@bridges/contracts';

/** Who could not be added, and why as far as it may be told. */
export function presentRefused(
  unwilling: readonly string[],
  banned: readonly string[] = [],
): GroupWithRefused['refused'] {
  return [
    ...unwilling.map((userId) => ({ userId, reason: 'privacy' as const })),
    ...banned.map((userId) => ({ userId, reason: 'banned' as const })),
  ];
}

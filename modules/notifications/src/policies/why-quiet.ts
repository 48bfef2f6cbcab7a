/** Why an ordinary message of a chat is not told to somebody; null: it is. */
export function whyQuiet(
  { level, mutedUntilMs }: { level: string; mutedUntilMs: number },
  now: number,
): { code: string; details: Record<string, unknown> } | null {
  if (level === 'none') return { code: 'level_none', details: {} };
  if (mutedUntilMs > now) return { code: 'muted', details: { until: new Date(mutedUntilMs).toISOString() } };
  // What mentions her comes by its own event.
  if (level === 'mentions') return { code: 'level_mentions', details: {} };
  return null;
}

// What administrators see of stored work must tell what it was, and nothing that people wrote or keep secret.

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const hidden = '…';

/** A job's payload with its ids, numbers and flags; texts, addresses and what lies deeper are hidden. */
export function visiblePayload(payload: unknown): Record<string, unknown> {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return {};
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, visible(value)]));
}

const mostItems = 20;

function visible(value: unknown): unknown {
  if (!Array.isArray(value)) return visibleItem(value);
  const items = value.slice(0, mostItems).map(visibleItem);
  return value.length > mostItems ? [...items, hidden] : items;
}

function visibleItem(value: unknown): unknown {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'string' && uuid.test(value) ? value : hidden;
}

/** The first line of an error, short, without addresses of people and queries of links. */
export function visibleError(error: string): string {
  const line = error.split('\n', 1)[0] ?? '';
  return line
    .replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, `${hidden}@${hidden}`)
    .replace(/([a-z]+:\/\/[^\s?#"']+)[?#][^\s"']*/gi, `$1?${hidden}`)
    .slice(0, 200);
}

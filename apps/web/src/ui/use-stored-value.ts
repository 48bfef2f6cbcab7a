import { useLayoutEffect, useRef } from 'react';

/**
 * A field that nobody has changed shows what is stored, also when that comes later than the field (what is painted from
 * the cache may be old): else sending the form would bring the old back. What was typed stays.
 */
export function useStoredValue(id: string, stored: unknown): void {
  const before = useRef(stored);
  useLayoutEffect(() => {
    const field = document.getElementById(id);
    const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
    if (isField && typeof stored === 'string' && field.value === before.current) field.value = stored;
    before.current = stored;
  }, [id, stored]);
}

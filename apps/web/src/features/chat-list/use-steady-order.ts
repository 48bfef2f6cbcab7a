import type { ChatState } from '@bridges/sdk';
import { useEffect, useMemo, useRef, useState } from 'react';

/** How long after the last move of the pointer the rows stay where they are. */
const holdMs = 600;

/**
 * Rows don't jump away from under a hand that is about to press: while the pointer moves or is down in the list,
 * the order stays; what the rows say is still the newest.
 */
export function useSteadyOrder(rows: readonly ChatState[], tab: string) {
  const [held, setHeld] = useState<{ tab: string; ids: readonly string[] } | null>(null);
  // Another list is in view: its order is its own.
  const order = held?.tab === tab ? held.ids : null;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isDown = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  const hold = () => {
    if (order === null) setHeld({ tab, ids: rows.map(({ chat }) => chat.id) });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!isDown.current) setHeld(null);
    }, holdMs);
  };
  const steady = useMemo(() => {
    if (order === null) return rows;
    const byId = new Map(rows.map((row) => [row.chat.id, row]));
    return order.flatMap((id) => byId.get(id) ?? []);
  }, [order, rows]);
  return {
    rows: steady,
    handlers: {
      onPointerMove: hold,
      onPointerDown() {
        isDown.current = true;
        hold();
      },
      onPointerUp() {
        isDown.current = false;
        hold();
      },
      onPointerCancel() {
        isDown.current = false;
        hold();
      },
      onPointerLeave() {
        if (!isDown.current) setHeld(null);
      },
    },
  };
}

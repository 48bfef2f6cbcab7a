import { ActsCard } from './ActsCard.tsx';
import type { Worker } from './calls.ts';
import { MoreActs } from './MoreActs.tsx';
import { useActs } from './use-acts.ts';

/** What administrators did to somebody or something. */
export function ActsOf({ objectId, modules }: { objectId: string; modules: readonly Worker[] }) {
  const { acts, ...list } = useActs(modules, { objectId });
  return (
    <ActsCard acts={acts}>
      <MoreActs {...list} />
    </ActsCard>
  );
}

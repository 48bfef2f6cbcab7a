import { usePages } from '../../ui/use-pages.ts';
import { listActs } from './calls.ts';
import type { Worker } from './calls.ts';
import { mergeActs, nextToAsk, openAfter } from './merge-acts.ts';
import type { ModuleActs, OpenActs } from './merge-acts.ts';

interface Page {
  told: Readonly<Record<string, ModuleActs>>;
  nextCursor: string | null;
}

/** What administrators did, over all modules by time, page by page. */
export function useActs(modules: readonly Worker[], filter: Record<string, string>) {
  const { pages, ...list } = usePages(
    `${modules.join()} ${JSON.stringify(filter)}`,
    async (cursor): Promise<Page> => {
      const open: OpenActs = cursor === undefined ? {} : (JSON.parse(cursor) as OpenActs);
      const next = nextToAsk(open);
      const asked = cursor === undefined ? modules : modules.filter((module) => next.includes(module));
      const answers = await Promise.all(
        asked.map(async (module) => {
          const from = open[module]?.cursor;
          return [
            module,
            await listActs(module, { ...filter, limit: 50, ...(from && { cursor: from }) }),
          ] as const;
        }),
      );
      const told = Object.fromEntries(answers);
      const left = openAfter(open, told);
      return { told, nextCursor: Object.keys(left).length === 0 ? null : JSON.stringify(left) };
    },
  );
  return { acts: mergeActs(join(pages)), ...list };
}

function join(pages: readonly Page[]): Record<string, ModuleActs> {
  const told: Record<string, ModuleActs> = {};
  for (const page of pages)
    for (const [module, { acts, nextCursor }] of Object.entries(page.told))
      told[module] = { acts: [...(told[module]?.acts ?? []), ...acts], nextCursor };
  return told;
}

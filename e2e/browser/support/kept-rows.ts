import type { Page } from 'playwright-core';

/** How many rows the page's databases in this browser hold. */
export function keptRows(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const names = await indexedDB.databases();
    const rows = await Promise.all(
      names.map(
        ({ name = '' }) =>
          new Promise<number>((resolve, reject) => {
            const opening = indexedDB.open(name);
            opening.onerror = () => reject(new Error(name));
            opening.onsuccess = () => {
              const stores = [...opening.result.objectStoreNames];
              const transaction = opening.result.transaction(stores);
              let count = 0;
              for (const store of stores) {
                const asking = transaction.objectStore(store).count();
                asking.onsuccess = () => (count += asking.result);
              }
              transaction.oncomplete = () => resolve(count);
            };
          }),
      ),
    );
    return rows.reduce((sum, count) => sum + count, 0);
  });
}

import { Suspense, lazy } from 'react';
import { useHasFiles } from './upload/uploads.ts';

const Tray = lazy(async () => ({ default: (await import('./upload/Tray.tsx')).Tray }));

/** Above the field: the files that go with what is written. */
export function TraySlot({ chatId }: { chatId: string }) {
  return useHasFiles(chatId) ? (
    <Suspense fallback={null}>
      <Tray chatId={chatId} />
    </Suspense>
  ) : null;
}

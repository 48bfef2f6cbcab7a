import { Suspense, lazy } from 'react';
import { useTray } from './upload/uploads.ts';

const Tray = lazy(async () => ({ default: (await import('./upload/Tray.tsx')).Tray }));

/** Above the field: the files that go with what is written. */
export function TraySlot({ chatId }: { chatId: string }) {
  const isEmpty = useTray(chatId).length === 0;
  return isEmpty ? null : (
    <Suspense fallback={null}>
      <Tray chatId={chatId} />
    </Suspense>
  );
}

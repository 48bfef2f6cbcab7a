import { lazyPart } from '../problems/lazy-part.ts';
import { Part } from '../problems/Part.tsx';
import { useHasFiles } from './upload/uploads.ts';

const Tray = lazyPart(async () => (await import('./upload/Tray.tsx')).Tray);

/** Above the field: the files that go with what is written. */
export function TraySlot({ chatId }: { chatId: string }) {
  return useHasFiles(chatId) ? (
    <Part key={chatId}>
      <Tray chatId={chatId} />
    </Part>
  ) : null;
}

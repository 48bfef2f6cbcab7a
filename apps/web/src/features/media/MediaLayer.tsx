import { useEffect, useState } from 'react';
import { lazyPart } from '../problems/lazy-part.ts';
import { Part } from '../problems/Part.tsx';
import { showLightbox, useLightbox } from './lightbox/lightbox-store.ts';

const Lightbox = lazyPart(async () => (await import('./lightbox/Lightbox.tsx')).Lightbox);
const DropLayer = lazyPart(async () => (await import('./upload/DropLayer.tsx')).DropLayer);

/** Over everything: the lightbox, and where files can be dropped. */
export function MediaLayer({ chatId }: { chatId: string | null }) {
  const isShown = useLightbox(({ shown }) => shown !== null);
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    const onEnter = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) setDragging(true);
    };
    // A file that misses its target must not open in place of the page.
    const keep = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    addEventListener('dragenter', onEnter);
    addEventListener('dragover', keep);
    addEventListener('drop', keep);
    return () => {
      removeEventListener('dragenter', onEnter);
      removeEventListener('dragover', keep);
      removeEventListener('drop', keep);
    };
  }, []);
  return (
    <>
      {isShown && (
        <Part onFail={() => showLightbox(null)}>
          <Lightbox />
        </Part>
      )}
      {isDragging && (
        <Part onFail={() => setDragging(false)}>
          <DropLayer chatId={chatId} onDone={() => setDragging(false)} />
        </Part>
      )}
    </>
  );
}

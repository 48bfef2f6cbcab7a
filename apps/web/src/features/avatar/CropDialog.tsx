import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import dialogStyles from '../../ui/Dialog.module.css';
import { cut, mostZoom, sideOf, wholeCrop, within } from './crop.ts';
import styles from './CropDialog.module.css';

interface Props {
  picture: ImageBitmap;
  onCut: (file: File) => void;
  onClose: () => void;
}

/** Chooses the square of a picture that people will see: drag, zoom, or arrow keys and plus and minus. */
export function CropDialog({ picture, onCut, onClose }: Props) {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<{ x: number; y: number } | null>(null);
  const [crop, setCrop] = useState(wholeCrop);
  const change = (dx: number, dy: number, zoom = 1) =>
    setCrop((before) => {
      const side = sideOf(picture, before.zoom);
      return within(picture, {
        x: before.x + (dx * side) / picture.width,
        y: before.y + (dy * side) / picture.height,
        zoom: before.zoom * zoom,
      });
    });
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    const side = sideOf(picture, crop.zoom);
    const { width } = pen.canvas;
    const [left, top] = [crop.x * picture.width - side / 2, crop.y * picture.height - side / 2];
    pen.clearRect(0, 0, width, width);
    pen.drawImage(picture, left, top, side, side, 0, 0, width, width);
  }, [picture, crop]);
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!drag.current) return;
    const { width } = event.currentTarget.getBoundingClientRect();
    change((drag.current.x - event.clientX) / width, (drag.current.y - event.clientY) / width);
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: [-0.05, 0], ArrowRight: [0.05, 0], ArrowUp: [0, -0.05], ArrowDown: [0, 0.05] }[
      event.key
    ];
    const zoom = { '+': 1.1, '=': 1.1, '-': 1 / 1.1 }[event.key];
    if (!step && zoom === undefined) return;
    event.preventDefault();
    change(step?.[0] ?? 0, step?.[1] ?? 0, zoom);
  };
  return (
    <Dialog title={t('media.cropTitle')} onClose={onClose}>
      <div
        className={styles.stage}
        role="application"
        aria-label={t('media.cropHint')}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => (drag.current = null)}
        onWheel={({ deltaY }) => change(0, 0, Math.exp(-deltaY / 500))}
      >
        <canvas ref={canvas} width={640} height={640} className={styles.canvas} />
        <span className={styles.circle} />
      </div>
      <label className={styles.zoom}>
        {t('media.zoom')}
        <input
          type="range"
          min={1}
          max={mostZoom}
          step={0.05}
          value={crop.zoom}
          onChange={({ currentTarget }) => change(0, 0, Number(currentTarget.value) / crop.zoom)}
        />
      </label>
      <div className={dialogStyles.actions}>
        <Button look="plain" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button onClick={() => void cut(picture, crop).then(onCut)}>{t('act.save')}</Button>
      </div>
    </Dialog>
  );
}

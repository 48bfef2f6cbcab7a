import { useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useT } from '../../../i18n/language.ts';
import { clock } from '../show/file-size.ts';
import styles from './SeekBar.module.css';

interface Props {
  atMs: number;
  lengthMs: number;
  isEnabled: boolean;
  className: string | undefined;
  onSeek: (ms: number) => void;
  /** Draws how much of it, from 0 to 1, has been played. */
  children: (part: number) => ReactNode;
}

const stepMs = 5000;

/** Where in a recording one is: press, drag or arrow keys lead elsewhere. */
export function SeekBar({ atMs, lengthMs, isEnabled, className, onSeek, children }: Props) {
  const t = useT();
  const [dragged, setDragged] = useState<number | null>(null);
  const shownMs = dragged ?? atMs;
  // Its very end would end it.
  const within = (ms: number) => Math.min(Math.max(0, ms), Math.max(0, lengthMs - 100));
  const placeOf = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return within(((clientX - left) / width) * lengthMs);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -stepMs, ArrowRight: stepMs }[event.key];
    const to = { Home: 0, End: lengthMs }[event.key] ?? (step === undefined ? undefined : atMs + step);
    if (to === undefined || !isEnabled) return;
    event.preventDefault();
    event.stopPropagation();
    onSeek(within(to));
  };
  return (
    <div
      className={`${styles.bar} ${className ?? ''}`}
      role="slider"
      tabIndex={isEnabled ? 0 : -1}
      aria-label={t('media.position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(lengthMs / 1000)}
      aria-valuenow={Math.round(shownMs / 1000)}
      aria-valuetext={`${clock(shownMs)} / ${clock(lengthMs)}`}
      onPointerDown={(event) => {
        // A swipe over the message would answer it.
        event.stopPropagation();
        if (event.button !== 0 || !isEnabled || lengthMs <= 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged(placeOf(event));
      }}
      onPointerMove={(event) => dragged !== null && setDragged(placeOf(event))}
      onPointerUp={(event) => {
        if (dragged === null) return;
        setDragged(null);
        onSeek(placeOf(event));
      }}
      onPointerCancel={() => setDragged(null)}
      onKeyDown={onKeyDown}
    >
      {children(lengthMs > 0 ? Math.min(1, shownMs / lengthMs) : 0)}
    </div>
  );
}

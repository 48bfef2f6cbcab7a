import { Mic } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/language.ts';
import { lazyPart } from '../problems/lazy-part.ts';
import { Part } from '../problems/Part.tsx';
import styles from './VoiceButton.module.css';

const Recorder = lazyPart(async () => (await import('./voice/Recorder.tsx')).Recorder);

interface Props {
  chatId: string;
  /** What stands here where nothing can be recorded. */
  fallback: ReactNode;
}

/** Pressed for longer, letting go sends. */
const holdMs = 350;
const canRecord = 'MediaRecorder' in globalThis && 'mediaDevices' in navigator;

/** Records a voice message: a click begins, holding it records until it is let go. */
export function VoiceButton({ chatId, fallback }: Props) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const [isLetGo, setLetGo] = useState(false);
  const [isAway, setAway] = useState(false);
  const downAt = useRef<{ time: number; x: number } | null>(null);
  if (!canRecord) return fallback;
  const begin = () => {
    setLetGo(false);
    setAway(false);
    setOpen(true);
  };
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-label={t('media.record')}
        title={t('media.recordHint')}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          downAt.current = { time: event.timeStamp, x: event.clientX };
          begin();
        }}
        onPointerMove={({ clientX }) => {
          if (downAt.current) setAway(downAt.current.x - clientX > 90);
        }}
        onPointerUp={({ timeStamp }) => {
          const wasHeld = downAt.current !== null && timeStamp - downAt.current.time > holdMs;
          downAt.current = null;
          if (wasHeld && isAway) setOpen(false);
          else if (wasHeld) setLetGo(true);
        }}
        onClick={({ detail }) => {
          // By key.
          if (detail === 0) begin();
        }}
        onContextMenu={(event) => event.preventDefault()}
      >
        <Mic size={24} aria-hidden="true" />
      </button>
      {isOpen && (
        <Part onFail={() => setOpen(false)}>
          <Recorder chatId={chatId} isLetGo={isLetGo} isAway={isAway} onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}

import { SendHorizontal, Square, Trash2 } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { saveReply, useDrafts } from '../../../store/drafts.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { toast } from '../../../ui/toasts.ts';
import { PlayRow } from '../play/PlayRow.tsx';
import { stopPlaying } from '../play/player-calls.ts';
import { clock } from '../show/file-size.ts';
import { sendFile } from '../upload/engine.ts';
import styles from './Recorder.module.css';
import { startRecording } from './recording.ts';
import type { Recorded, Recording } from './recording.ts';

interface Props {
  chatId: string;
  /** The button was held and let go: send. */
  isLetGo: boolean;
  /** The finger is far to the side: letting go will not send. */
  isAway: boolean;
  onClose: () => void;
}

const shownLevels = 60;

/** Over the message field while a voice message is being made: level, length; then listen, send or delete. */
export function Recorder({ chatId, isLetGo, isAway, onClose }: Props) {
  const t = useT();
  const recording = useRef<Recording | null>(null);
  const [levels, setLevels] = useState<number[]>([]);
  const [ms, setMs] = useState(0);
  const [made, setMade] = useState<(Recorded & { url: string }) | null>(null);
  const sendRef = useRef<HTMLButtonElement>(null);

  const refused = useEffectEvent(() => {
    toast(t('media.noMicrophone'));
    onClose();
  });
  useEffect(() => {
    let isGone = false;
    startRecording((level, at) => {
      setLevels((before) => [...before.slice(1 - shownLevels), level]);
      setMs(at);
    }).then(
      (begun) => {
        if (isGone) begun.cancel();
        else recording.current = begun;
      },
      () => !isGone && refused(),
    );
    sendRef.current?.focus();
    return () => {
      isGone = true;
      recording.current?.cancel();
      recording.current = null;
    };
  }, []);
  const url = made?.url;
  useEffect(
    () => () => (url === undefined ? undefined : (void stopPlaying(), URL.revokeObjectURL(url))),
    [url],
  );

  const finish = async (): Promise<Recorded | null> => {
    const found = await recording.current?.finish();
    recording.current = null;
    if (!found) {
      toast(t('media.tooShort'));
      onClose();
    }
    return found ?? null;
  };
  const listen = async () => {
    const found = await finish();
    if (found) setMade({ ...found, url: URL.createObjectURL(found.file) });
  };
  const send = async () => {
    const found = made ?? (await finish());
    if (!found) return;
    const { file, durationMs, waveform } = found;
    const replyTo = useDrafts.getState().replies[chatId];
    sendFile(chatId, file, { kind: 'voice', durationMs, waveform }, replyTo ? { replyTo } : {});
    if (replyTo) saveReply(chatId, null);
    onClose();
  };
  const letGo = useEffectEvent(() => void send());
  useEffect(() => {
    if (isLetGo) letGo();
  }, [isLetGo]);
  return (
    <div
      className={styles.recorder}
      role="group"
      aria-label={t('media.recording')}
      data-away={isAway || undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <IconButton icon={Trash2} label={t('media.recordCancel')} className={styles.cancel} onClick={onClose} />
      {made ? (
        <div className={styles.made}>
          <PlayRow
            item={{
              key: 'made',
              kind: 'voice',
              name: made.file.name,
              size: made.file.size,
              type: made.file.type,
              width: null,
              height: null,
              durationMs: made.durationMs,
              waveform: made.waveform,
              blur: null,
              url: made.url,
              hasThumbnail: false,
              isAnimated: false,
              local: null,
              fileId: null,
              upload: null,
            }}
            track={{
              chatId,
              seq: 0,
              senderId: '',
              kind: 'audio',
              fileId: made.url,
              name: t('media.voice'),
              url: made.url,
              durationMs: made.durationMs,
              width: null,
              height: null,
              poster: null,
            }}
          />
        </div>
      ) : (
        <>
          <i className={styles.dot} />
          <span className={styles.time} role="timer">
            {clock(ms)}
          </span>
          <Meter levels={levels} />
          <IconButton icon={Square} label={t('media.recordStop')} onClick={() => void listen()} />
        </>
      )}
      <button
        ref={sendRef}
        type="button"
        className={styles.send}
        aria-label={t('act.send')}
        title={t('act.send')}
        onClick={() => void send()}
      >
        <SendHorizontal size={24} aria-hidden="true" />
      </button>
    </div>
  );
}

/** How loud it has been lately. */
function Meter({ levels }: { levels: readonly number[] }) {
  return (
    <svg
      className={styles.meter}
      viewBox={`0 0 ${shownLevels * 4} 28`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {levels.map((level, at) => {
        const height = 3 + level * 24;
        const x = (shownLevels - levels.length + at) * 4;
        return <rect key={x} x={x} y={14 - height / 2} width={2.5} height={height} rx={1.2} />;
      })}
    </svg>
  );
}

import { Pause, Play } from 'lucide-react';
import { useT } from '../../../i18n/language.ts';
import { clock } from '../show/file-size.ts';
import type { MediaItem } from '../show/media-item.ts';
import { UploadRing } from '../show/UploadRing.tsx';
import { nextRate, playTrack, seekTo, togglePlay } from './player-calls.ts';
import { usePlayer } from './player-store.ts';
import type { Track } from './player-store.ts';
import styles from './PlayRow.module.css';
import { SeekBar } from './SeekBar.tsx';
import { bars, waveformOf } from './waveform.ts';

interface Props {
  item: MediaItem;
  /** Null while it is on its way. */
  track: Track | null;
}

/** A voice message or a piece of music: play, seek, speed. */
export function PlayRow({ item, track }: Props) {
  const t = useT();
  const isMine = usePlayer((player) => player.track !== null && player.track.fileId === track?.fileId);
  const isPlaying = usePlayer((player) => isMine && player.isPlaying);
  const atMs = usePlayer((player) => (isMine ? player.atMs : 0));
  const rate = usePlayer((player) => player.rate);
  const told = usePlayer((player) => (isMine ? player.durationMs : 0));
  const length = item.durationMs ?? told;
  const isVoice = item.kind === 'voice';
  const goTo = (ms: number) => {
    if (isMine) void seekTo(ms);
    else if (track) void playTrack(track, ms);
  };
  const Icon = isPlaying ? Pause : Play;
  return (
    <div className={styles.row} data-voice={isVoice || undefined} data-file={item.fileId ?? undefined}>
      {item.upload && item.upload.status !== 'done' ? (
        <UploadRing upload={item.upload} />
      ) : (
        <button
          type="button"
          className={styles.play}
          aria-label={`${t(isPlaying ? 'media.pause' : 'media.play')}: ${isVoice ? t('media.voice') : item.name}`}
          disabled={!track}
          onClick={() => track && void togglePlay(track)}
        >
          <Icon size={24} fill="currentColor" aria-hidden="true" />
        </button>
      )}
      <div className={styles.about}>
        {!isVoice && (
          <span className={styles.name} dir="auto" title={item.name}>
            {item.name}
          </span>
        )}
        <SeekBar
          className={isVoice ? styles.wave : styles.line}
          atMs={atMs}
          lengthMs={length}
          isEnabled={track !== null}
          onSeek={goTo}
        >
          {(part) =>
            isVoice ? (
              <Wave waveform={item.waveform} part={part} />
            ) : (
              <i className={styles.played} style={{ width: `${part * 100}%` }} />
            )
          }
        </SeekBar>
        <span className={styles.time}>
          {isMine ? `${clock(atMs)} / ${clock(length)}` : clock(length)}
          {isMine && (
            <button
              type="button"
              className={styles.rate}
              data-small=""
              aria-label={t('media.speed', { rate: String(rate) })}
              onClick={() => void nextRate()}
            >
              {rate}×
            </button>
          )}
        </span>
      </div>
    </div>
  );
}

const count = 44;

/** The shape of what was said; what was heard is full. */
function Wave({ waveform, part }: { waveform: string | null; part: number }) {
  const shape = bars(waveformOf(waveform), count);
  return (
    <svg viewBox={`0 0 ${count * 4} 28`} preserveAspectRatio="none" aria-hidden="true">
      {shape.map((value, at) => {
        const height = 3 + (value / 31) * 23;
        return (
          <rect
            key={at}
            x={at * 4 + 0.5}
            y={28 - height}
            width={2.5}
            height={height}
            rx={1.2}
            data-heard={(at + 0.5) / count <= part || undefined}
          />
        );
      })}
    </svg>
  );
}

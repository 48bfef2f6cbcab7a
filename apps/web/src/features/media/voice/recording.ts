import { encodeWaveform } from '../play/waveform.ts';

export interface Recorded {
  file: File;
  durationMs: number;
  waveform: string;
}
export interface Recording {
  /** Ends it; null when nothing was said. */
  finish(): Promise<Recorded | null>;
  cancel(): void;
}

const wishes = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const stepMs = 50;

/**
 * Records the microphone. `onLevel` hears how loud it is, from 0 to 1, and how long it has been.
 * Rejects when the microphone is refused or missing.
 */
export async function startRecording(onLevel: (level: number, ms: number) => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true },
  });
  const type = wishes.find((each) => MediaRecorder.isTypeSupported(each));
  const recorder = new MediaRecorder(stream, { ...(type && { mimeType: type }), audioBitsPerSecond: 32_000 });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const levels: number[] = [];
  const begun = performance.now();
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
    const level = Math.min(1, Math.sqrt(power) * 4);
    levels.push(level);
    onLevel(level, performance.now() - begun);
  }, stepMs);
  recorder.start(1000);

  const release = () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  return {
    async finish() {
      const durationMs = Math.round(performance.now() - begun);
      const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
      recorder.stop();
      await ended;
      release();
      const bare = recorder.mimeType.split(';')[0] ?? 'audio/webm';
      const blob = new Blob(parts, { type: bare });
      if (blob.size === 0 || durationMs < 500) return null;
      const ending = bare.split('/')[1] ?? 'webm';
      const file = new File([blob], `voice.${ending}`, { type: bare });
      return { file, durationMs, waveform: encodeWaveform(levels) };
    },
    cancel() {
      recorder.ondataavailable = null;
      if (recorder.state !== 'inactive') recorder.stop();
      release();
    },
  };
}

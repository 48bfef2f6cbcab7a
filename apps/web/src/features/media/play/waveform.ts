/** Loudness values from 0 to 31, of base64; a quiet line when there is none. */
export function waveformOf(text: string | null): number[] {
  if (text === null) return Array.from({ length: 48 }, () => 2);
  try {
    return [...atob(text)].map((value) => Math.min(31, value.charCodeAt(0)));
  } catch {
    return Array.from({ length: 48 }, () => 2);
  }
}

/** As many bars as there is room for, each the loudest of what it stands for. */
export function bars(values: readonly number[], count: number): number[] {
  if (values.length === 0) return [];
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * values.length) / count);
    const to = Math.max(from + 1, Math.floor(((at + 1) * values.length) / count));
    return Math.max(...values.slice(from, to));
  });
}

/** Levels from 0 to 1 as at most 100 values from 0 to 31, base64. */
export function encodeWaveform(levels: readonly number[]): string {
  const top = Math.max(0.08, ...levels);
  const values = bars(levels, Math.min(100, Math.max(1, levels.length)));
  return btoa(String.fromCodePoint(...values.map((level) => Math.round((level / top) * 31))));
}

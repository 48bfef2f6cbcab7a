import type { ReactNode } from 'react';

interface Props {
  chatId: string;
  /** What stands here where nothing can be recorded. */
  fallback: ReactNode;
}

/** Records a voice message. */
export function VoiceButton({ fallback }: Props) {
  return fallback;
}

import type { TelegramCode, TelegramState } from '@bridges/sdk';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { encode } from 'uqr';
import { client } from '../../realtime/client.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './Notifications.module.css';
import { useWords } from './words/use-words.ts';

const askEveryMs = 1500;

interface Props {
  onClose: () => void;
  onLinked: (state: TelegramState) => void;
}

/** A code to scan or to follow; ends by itself when the bot has got it. */
export function TelegramDialog({ onClose, onLinked }: Props) {
  const words = useWords();
  const [code, setCode] = useState<TelegramCode | null>(null);
  const [problem, setProblem] = useState<'linkFailed' | 'linkExpired' | null>(null);
  const begin = useCallback(() => {
    setCode(null);
    setProblem(null);
    client.rest.telegram.link().then(setCode, () => setProblem('linkFailed'));
  }, []);
  useEffect(begin, [begin]);
  useEffect(() => {
    if (!code) return;
    const timer = setInterval(() => {
      if (Date.now() > Date.parse(code.expiresAt)) {
        setCode(null);
        setProblem('linkExpired');
        return;
      }
      client.rest.telegram.get().then(
        (state) => state.link && onLinked(state),
        () => undefined,
      );
    }, askEveryMs);
    return () => clearInterval(timer);
  }, [code, onLinked]);
  return (
    <Dialog title={words('linkTitle')} hasCross onClose={onClose}>
      {!code && !problem && <SkeletonRows count={3} />}
      {problem && (
        <div className={styles.linking} role="alert">
          <p>{words(problem)}</p>
          <Button look="tinted" onClick={begin}>
            {words('newCode')}
          </Button>
        </div>
      )}
      {code && (
        <div className={styles.linking}>
          <p>{words('linkHint')}</p>
          <QrCode text={code.url} label={words('linkQr')} />
          <a className={styles.out} href={code.url} target="_blank" rel="noreferrer">
            {words('openTelegram')}
          </a>
          <p className={styles.hint}>{words('linkExpires')}</p>
        </div>
      )}
    </Dialog>
  );
}

/** Dark on light in both themes: cameras want it so. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const { data, size: side } = encode(text, { ecc: 'M', border: 2 });
    const squares = data.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])),
    );
    return { path: squares.join(''), size: side };
  }, [text]);
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}

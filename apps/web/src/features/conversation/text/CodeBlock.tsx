import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import styles from './CodeBlock.module.css';
import type { CodeToken } from './highlight.ts';

interface Props {
  text: string;
  language: string | null;
}

/** Code as it was written, coloured as soon as the highlighter has come, with a button that copies it. */
export function CodeBlock({ text, language }: Props) {
  const t = useT();
  const [tokens, setTokens] = useState<CodeToken[] | null>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    let isOld = false;
    import('./highlight.ts').then(
      ({ highlight }) => !isOld && setTokens(highlight(text, language)),
      () => undefined,
    );
    return () => {
      isOld = true;
    };
  }, [text, language]);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const label = t(isCopied ? 'act.copied' : 'message.copyCode');
  const copy = () => void navigator.clipboard?.writeText(text).then(() => setCopied(true));
  return (
    <div className={styles.block} dir="ltr">
      <div className={styles.bar}>
        <span className={styles.language}>{language ?? ''}</span>
        <button
          type="button"
          className={styles.copy}
          data-small=""
          aria-label={label}
          title={label}
          onClick={copy}
        >
          {isCopied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
        </button>
      </div>
      <pre className={styles.code} data-sideways="" tabIndex={0} aria-label={language ?? t('message.code')}>
        <code>
          {tokens
            ? tokens.map((token, at) =>
                token.kind === 'plain' ? (
                  token.text
                ) : (
                  <span key={at} data-token={token.kind}>
                    {token.text}
                  </span>
                ),
              )
            : text}
        </code>
      </pre>
    </div>
  );
}

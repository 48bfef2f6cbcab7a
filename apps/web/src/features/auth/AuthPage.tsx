import type { ReactNode } from 'react';
import { setLanguage, useLanguage } from '../../i18n/language.ts';
import { Logo } from '../../ui/Logo.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import styles from './AuthPage.module.css';

interface Props {
  title: string;
  hint?: string | undefined;
  children: ReactNode;
}

/** The frame of the screens before signing in. */
export function AuthPage({ title, hint, children }: Props) {
  const language = useLanguage();
  useDocumentTitle(title);
  const other = language === 'ru' ? 'en' : 'ru';
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Logo />
        <h1 className={styles.title}>{title}</h1>
        {hint && <p className={styles.hint}>{hint}</p>}
        {children}
      </div>
      <button
        type="button"
        className={styles.language}
        data-small=""
        lang={other}
        onClick={() => setLanguage(other)}
      >
        {other === 'ru' ? 'Продолжить на русском' : 'Continue in English'}
      </button>
    </main>
  );
}

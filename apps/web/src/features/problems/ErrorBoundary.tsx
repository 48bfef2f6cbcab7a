import { TriangleAlert } from 'lucide-react';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { useLanguageStore } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface Props {
  children: ReactNode;
  /** A change of it (the address) gives the screen another chance. */
  resetKey?: string;
}

/** Keeps a broken screen from taking the whole messenger with it. */
export class ErrorBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.hasFailed && before.resetKey !== this.props.resetKey) this.setState({ hasFailed: false });
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const { t } = useLanguageStore.getState();
    return (
      <Notice icon={TriangleAlert} title={t('app.failed')} hint={t('app.failedHint')} isAlert>
        <Button onClick={() => location.reload()}>{t('app.reload')}</Button>
      </Notice>
    );
  }
}

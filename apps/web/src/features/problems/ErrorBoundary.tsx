import { CloudOff, TriangleAlert } from 'lucide-react';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { useLanguageStore } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PartMissing } from './lazy-part.ts';

interface Props {
  children: ReactNode;
  /** A change of it (the address) gives the screen another chance. */
  resetKey?: string;
}
interface State {
  /** `missing`: its code did not come. */
  failure: 'broken' | 'missing' | null;
}

/** Keeps a broken screen from taking the whole messenger with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(cause: unknown): State {
    return { failure: cause instanceof PartMissing ? 'missing' : 'broken' };
  }

  override componentDidCatch(cause: unknown) {
    if (cause instanceof PartMissing) cause.forget();
  }

  override componentDidUpdate(before: Props) {
    if (this.state.failure && before.resetKey !== this.props.resetKey) this.setState({ failure: null });
  }

  override render() {
    if (!this.state.failure) return this.props.children;
    const { t } = useLanguageStore.getState();
    if (this.state.failure === 'missing') {
      return (
        <Notice icon={CloudOff} title={t('app.screenMissing')} hint={t('error.network')} isAlert>
          <Button look="tinted" onClick={() => this.setState({ failure: null })}>
            {t('act.tryAgain')}
          </Button>
        </Notice>
      );
    }
    return (
      <Notice icon={TriangleAlert} title={t('app.failed')} hint={t('app.failedHint')} isAlert>
        <Button onClick={() => location.reload()}>{t('app.reload')}</Button>
      </Notice>
    );
  }
}

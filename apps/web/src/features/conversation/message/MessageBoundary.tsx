import { TriangleAlert } from 'lucide-react';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { useLanguageStore } from '../../../i18n/language.ts';
import styles from './MessageParts.module.css';

interface Props {
  children: ReactNode;
  /** What is shown; another value gives it another chance. */
  of: unknown;
}

/** A message that can't be shown says so and leaves the others alone. */
export class MessageBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.hasFailed && before.of !== this.props.of) this.setState({ hasFailed: false });
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const { t } = useLanguageStore.getState();
    return (
      <p className={styles.broken} role="note">
        <TriangleAlert size={18} aria-hidden="true" />
        {t('message.broken')}
      </p>
    );
  }
}

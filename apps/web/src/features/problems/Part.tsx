import { Component, Suspense } from 'react';
import type { ReactNode } from 'react';
import { PartMissing } from './lazy-part.ts';
import { tellBroken, tellMissing } from './tell-missing.ts';

interface Props {
  children: ReactNode;
  /** Shown until it is loaded. */
  fallback?: ReactNode;
  /** Closes what could not be shown, so that it can be asked for again. */
  onFail?: () => void;
}

/** A part that is loaded when it is asked for. If it fails, a note says so, and everything around it stays. */
export class Part extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(cause: unknown) {
    if (cause instanceof PartMissing) {
      cause.forget();
      tellMissing();
    } else tellBroken();
    this.props.onFail?.();
  }

  override render() {
    if (this.state.hasFailed) return null;
    return <Suspense fallback={this.props.fallback ?? null}>{this.props.children}</Suspense>;
  }
}

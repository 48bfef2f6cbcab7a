import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import { ErrorBoundary } from './features/problems/ErrorBoundary.tsx';
import { lazyPart } from './features/problems/lazy-part.ts';
import { Shell } from './features/shell/Shell.tsx';
import { Splash } from './features/shell/Splash.tsx';
import { client } from './realtime/client.ts';
import { routes, safeNext } from './routes/routes.ts';
import { usePhase } from './store/phase.ts';
import { useMe } from './store/selectors.ts';
import { Toasts } from './ui/Toasts.tsx';

const SignInScreen = lazyPart(async () => (await import('./features/auth/SignInScreen.tsx')).SignInScreen);
const RegisterScreen = lazyPart(
  async () => (await import('./features/auth/RegisterScreen.tsx')).RegisterScreen,
);
const SetupScreen = lazyPart(async () => (await import('./features/auth/SetupScreen.tsx')).SetupScreen);

const ConfirmEmailScreen = lazyPart(
  async () => (await import('./features/auth/ConfirmEmailScreen.tsx')).ConfirmEmailScreen,
);
const ForgotPasswordScreen = lazyPart(
  async () => (await import('./features/auth/ForgotPasswordScreen.tsx')).ForgotPasswordScreen,
);
const UnsubscribeScreen = lazyPart(
  async () => (await import('./features/auth/UnsubscribeScreen.tsx')).UnsubscribeScreen,
);
const ResetPasswordScreen = lazyPart(
  async () => (await import('./features/auth/ResetPasswordScreen.tsx')).ResetPasswordScreen,
);

export function App() {
  return (
    <ErrorBoundary>
      <Suspense fallback={<Splash />}>
        <Switch>
          <Route path={routes.setup}>
            <SetupScreen />
          </Route>
          <Route path={routes.confirmEmail}>
            <ConfirmEmailScreen />
          </Route>
          <Route path={routes.unsubscribe}>
            <UnsubscribeScreen />
          </Route>
          <Route path={routes.resetPassword}>
            <ResetPasswordScreen />
          </Route>
          <Route path={routes.forgotPassword}>
            <Outside>
              <ForgotPasswordScreen />
            </Outside>
          </Route>
          <Route path={routes.signIn}>
            <Outside>
              <SignInScreen />
            </Outside>
          </Route>
          <Route path={routes.register}>
            <Outside>
              <RegisterScreen />
            </Outside>
          </Route>
          <Route>
            <Inside />
          </Route>
        </Switch>
      </Suspense>
      <Toasts />
    </ErrorBoundary>
  );
}

/** Screens for those who have not signed in; the others go on to where they wanted to be. */
function Outside({ children }: { children: ReactNode }) {
  const phase = usePhase();
  const search = useSearch();
  if (phase === 'signedIn') return <Redirect to={safeNext(search)} replace />;
  return phase === 'starting' ? <Splash /> : children;
}

/** The messenger itself; without a session, the way to it. */
function Inside() {
  const phase = usePhase();
  const me = useMe();
  const [path] = useLocation();
  if (phase === 'starting') return <Splash />;
  if (phase === 'signedOut') {
    const search = new URLSearchParams();
    if (path !== '/') search.set('next', path);
    if (me) search.set('ended', client.connection.reason === 'deactivated' ? 'deactivated' : '1');
    const query = search.toString();
    return <Redirect to={routes.signIn + (query && `?${query}`)} replace />;
  }
  return <Shell />;
}

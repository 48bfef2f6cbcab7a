import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { dropDrafts } from '../../store/drafts.ts';
import { keptUploads } from '../../store/kept-uploads.ts';
import { errorText } from '../../store/error-text.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { toast } from '../../ui/toasts.ts';

/** Asks before signing out, and warns of messages that would be lost by it. */
export function SignOutConfirm({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [, navigate] = useLocation();
  const unsent = Object.values(client.outbox)
    .flat()
    .filter(({ status }) => status !== 'sent').length;
  const signOut = async () => {
    try {
      await client.signOut();
      dropDrafts();
      await keptUploads.clear();
      navigate(routes.signIn, { replace: true });
    } catch (error) {
      toast(errorText(error, t));
    }
  };
  return (
    <Confirm
      title={t('auth.signOutTitle')}
      text={unsent > 0 ? t('auth.signOutUnsent', { count: unsent }) : undefined}
      act={t('auth.signOut')}
      onConfirm={() => void signOut()}
      onClose={onClose}
    />
  );
}

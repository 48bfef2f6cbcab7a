import { MapPinOff } from 'lucide-react';
import { Link } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import buttonStyles from '../../ui/Button.module.css';
import { Notice } from '../../ui/Notice.tsx';

export function NotFoundScreen() {
  const t = useT();
  return (
    <Notice icon={MapPinOff} title={t('app.notFound')} hint={t('app.notFoundHint')}>
      <Link href={routes.chats} className={buttonStyles.button ?? ''} data-look="tinted">
        {t('app.toChats')}
      </Link>
    </Notice>
  );
}

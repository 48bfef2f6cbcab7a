import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import dialogStyles from '../../ui/Dialog.module.css';
import { Field } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { toast } from '../../ui/toasts.ts';
import { useForm } from '../../ui/use-form.ts';
import settingsStyles from '../settings/SettingsPage.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  address: string | null;
  onClose: () => void;
  onSaved: () => void;
}

/** Another address, or none; the password shows that it is me. */
export function EmailDialog({ address, onClose, onSaved }: Props) {
  const t = useT();
  const words = useWords();
  const save = async (email: string | null, password: string) => {
    await client.rest.me.setEmail({ email, password });
    if (email !== null) toast(words('emailSaved'));
    onSaved();
  };
  const { errors, problem, isBusy, onSubmit } = useForm({
    names: ['email', 'password'],
    check: ({ email, password }) => ({
      email: address === null && email.trim() === '' ? t('field.required') : undefined,
      password: password === '' ? t('field.required') : undefined,
    }),
    send: ({ email, password }) => save(email.trim() === '' ? null : email.trim(), password),
  });
  return (
    <Dialog title={words('emailTitle')} onClose={onClose}>
      <form className={settingsStyles.form} onSubmit={onSubmit} noValidate>
        <p className={settingsStyles.quiet}>{words('emailHint')}</p>
        <Field
          label={words('emailAddress')}
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={address ?? ''}
          autoFocus
          error={errors.email}
        />
        <Field
          label={words('emailPassword')}
          name="password"
          type="password"
          autoComplete="current-password"
          error={errors.password}
        />
        <div className={dialogStyles.actions}>
          <Button look="plain" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <FormEnd problem={problem} isBusy={isBusy}>
            {words('emailSave')}
          </FormEnd>
        </div>
      </form>
    </Dialog>
  );
}

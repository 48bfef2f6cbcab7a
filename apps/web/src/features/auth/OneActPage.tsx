import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { useForm } from '../../ui/use-form.ts';
import type { FormErrors, FormOptions } from '../../ui/use-form.ts';
import { AuthPage } from './AuthPage.tsx';
import styles from './AuthPage.module.css';

interface Words {
  title: string;
  hint: string;
}
interface Props<Name extends string> {
  before: Words;
  after: Words;
  act: string;
  wayOn: { href: string; text: string };
  form: FormOptions<Name>;
  /** Its fields, if there is something to fill in. */
  children?: (errors: FormErrors<Name>) => ReactNode;
}

/** One thing to do, and once it is done what became of it: where mailed links lead, and where they are asked for. */
export function OneActPage<Name extends string>({ before, after, act, wayOn, form, children }: Props<Name>) {
  const [isDone, setDone] = useState(false);
  const { errors, problem, isBusy, onSubmit } = useForm({
    ...form,
    async send(values) {
      await form.send(values);
      setDone(true);
    },
  });
  const { title, hint } = isDone ? after : before;
  return (
    <AuthPage title={title} hint={hint}>
      {!isDone && (
        <form className={styles.form} onSubmit={onSubmit} noValidate>
          {children?.(errors)}
          <FormEnd problem={problem} isBusy={isBusy} isWide>
            {act}
          </FormEnd>
        </form>
      )}
      <p className={styles.switch}>
        <Link href={wayOn.href}>{wayOn.text}</Link>
      </p>
    </AuthPage>
  );
}

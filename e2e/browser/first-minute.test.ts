import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { bubble, chatRow, composer, found, searchField, waitForDelivery, write } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

useBrowser();

const words = {
  en: {
    register: 'Create an account',
    name: 'Your name',
    username: 'Username',
    password: 'Password',
    act: 'Create account',
  },
  ru: {
    register: 'Создать аккаунт',
    name: 'Ваше имя',
    username: 'Имя пользователя',
    password: 'Пароль',
    act: 'Создать аккаунт',
  },
};

async function register(page: Page, displayName: string, language: 'en' | 'ru'): Promise<void> {
  const say = words[language];
  await page.goto('/');
  await page.getByRole('link', { name: say.register }).click();
  await page.getByLabel(say.name, { exact: true }).fill(displayName);
  await page.getByLabel(say.username, { exact: true }).fill(`u${randomUUID().slice(0, 12)}`);
  await page.getByLabel(say.password, { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: say.act }).click();
  await searchField(page).waitFor();
}

journey('two people register, find each other and write', async (stage) => {
  const [anna, boris] = [await stage.open(), await stage.open({ locale: 'ru-RU' })];
  const surname = randomUUID().slice(0, 6);
  await register(anna, `Anna ${surname}`, 'en');
  await register(boris, `Борис ${surname}`, 'ru');

  await searchField(anna).fill(`Борис ${surname}`);
  await found(anna, `Борис ${surname}`).first().click();
  await write(anna, 'Hello, Boris!');
  await waitForDelivery(anna, 'Hello, Boris!', 'sent');

  // It is there by itself, counted, and read when it is looked at.
  const row = chatRow(boris, `Anna ${surname}`);
  await row.getByText('Hello, Boris!').waitFor();
  await row.getByLabel('1 непрочитанное сообщение').waitFor();
  await row.click();
  await bubble(boris, 'Hello, Boris!').waitFor();
  await waitForDelivery(anna, 'Hello, Boris!', 'read');

  await composer(boris).click();
  // It is shown for five seconds: who looks must look already.
  const isTold = anna.getByRole('main').getByText('typing…').waitFor();
  await boris.keyboard.type('Привет, Анна! Рад');
  await isTold;
  await boris.keyboard.type(' видеть 🎉');
  await boris.keyboard.press('Enter');
  await bubble(anna, 'Привет, Анна! Рад видеть 🎉').waitFor();
  await waitForDelivery(boris, 'Привет, Анна! Рад видеть 🎉', 'read');
  expect(await bubble(anna, 'Привет').count()).toBe(1);
});

journey('a wrong password is told, a right one leads to where I was going', async (stage) => {
  const user = await stage.register('Carol');
  const page = await stage.open();
  await page.goto('/settings/appearance');
  await page.getByLabel('Username or e-mail').fill(user.username);
  await page.getByLabel('Password', { exact: true }).fill('not the one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Wrong username or password.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Appearance' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/settings/appearance');
});

import type { Scene } from './pictures.ts';

/** Somebody of a picture: `key` is how the conversations name her. */
export interface Person {
  key: string;
  name: string;
  isOnline?: boolean;
}
/** What a line brings beside its text, and what became of it. */
export interface More {
  /** Which line of the conversation it answers, from 0. */
  answers?: number;
  pictures?: Scene[];
  /** A voice message of so many seconds. */
  voice?: number;
  poll?: { options: string[]; votes: Record<string, number> };
  /** Who reacted with what. */
  reactions?: Record<string, string[]>;
  isPinned?: true;
}
/** Who wrote, how many minutes before the picture, and what. */
export type Line = [who: string, minutesAgo: number, text: string, more?: More];
export interface Conversation {
  /** The title of a group; without it the chat is with the first other person who writes. */
  group?: { title: string; members: string[] };
  lines: Line[];
  /** How many of the last lines I have not read. */
  unread?: number;
  /** Of my last lines, how many nobody has read yet. */
  unseen?: number;
}
/** All that a picture shows. `me` is the person whose screen it is; the first conversation is the open one. */
export interface World {
  me: Person;
  people: Person[];
  conversations: Conversation[];
}

const day = 24 * 60;

export const english: World = {
  me: { key: 'me', name: 'Alice Morgan' },
  people: [
    { key: 'tom', name: 'Tom Becker', isOnline: true },
    { key: 'nina', name: 'Nina Alvarez', isOnline: true },
    { key: 'ivan', name: 'Иван Петров' },
    { key: 'priya', name: 'Priya Raman', isOnline: true },
    { key: 'jonas', name: 'Jonas Lind' },
    { key: 'mei', name: 'Mei Tanaka' },
    { key: 'sam', name: 'Sam O’Connor' },
    { key: 'clara', name: 'Clara Dubois' },
  ],
  conversations: [
    {
      group: { title: 'Harbour Festival', members: ['tom', 'nina', 'priya', 'jonas', 'mei'] },
      lines: [
        [
          'nina',
          71,
          'The city confirmed both stages. **We have the pier from Friday noon** 🎉',
          { reactions: { '🎉': ['tom', 'priya', 'me', 'mei'], '❤️': ['jonas'] }, isPinned: true },
        ],
        ['tom', 68, 'Then I can order the barriers today. 120 metres, as last year?'],
        ['me', 64, 'Better 150. The food stalls move closer to the water this time.', { answers: 1 }],
        [
          'mei',
          58,
          'When do we meet for the dry run?',
          {
            poll: {
              options: ['Thursday, 18:00', 'Friday, 9:00', 'Friday, noon'],
              votes: { me: 0, tom: 0, nina: 0, priya: 1 },
            },
          },
        ],
        [
          'nina',
          41,
          'From the walk this morning. The light is perfect at seven.',
          { pictures: ['dusk', 'pier'], reactions: { '😍': ['me', 'mei', 'priya'] } },
        ],
        ['jonas', 38, '', { voice: 14, reactions: { '👍': ['priya'] } }],
        ['me', 12, 'Posters look lovely, Priya. One thing: the map still shows the old entrance.'],
        ['priya', 9, 'Good catch. Fixed and sent to the printer.', { answers: 6 }],
        ['me', 2, 'I’ll bring tea for everyone ☕', { reactions: { '🙏': ['nina', 'tom'] } }],
      ],
    },
    {
      lines: [
        ['tom', 14, 'Are you near the pier?'],
        ['me', 11, 'Five minutes away'],
        ['tom', 6, 'The van is at gate B. Could you sign for it?'],
      ],
      unread: 1,
    },
    {
      lines: [
        ['ivan', 52, 'Добрый день! Договор подписан, отправил скан.'],
        ['me', 47, 'Спасибо, Иван! Сегодня же передам бухгалтерии.'],
      ],
      unseen: 0,
    },
    {
      lines: [
        ['priya', 95, 'Can you look at the budget once more?'],
        ['priya', 94, 'Row 14 puzzles me'],
        ['priya', 93, 'No hurry, tomorrow is fine 🙂'],
      ],
      unread: 3,
    },
    {
      group: { title: 'Sailing on Sundays', members: ['clara', 'sam', 'mei'] },
      lines: [
        ['sam', 190, 'Wind is 12 knots on Sunday'],
        ['clara', 160, 'I’m in. Who brings the thermos?'],
      ],
      unread: 2,
    },
    {
      lines: [
        ['me', 230, 'The train is late again, start without me'],
        ['mei', 221, 'We saved you a seat by the window'],
      ],
    },
    {
      lines: [
        ['jonas', day + 30, 'Here is the rider: two microphones, one stand, and please no blue light.'],
        ['me', day + 10, 'Noted, no blue light 😄'],
      ],
      unseen: 1,
    },
    { lines: [['me', day * 2, 'Tickets: order 48213, two adults, pick-up at the box office']] },
    {
      lines: [
        ['sam', day * 2 + 300, 'The photos are in the shared folder now'],
        ['me', day * 2 + 280, 'You have a good eye!'],
      ],
    },
    { lines: [['clara', day * 3, 'Merci beaucoup, à bientôt!']] },
  ],
};

export const russian: World = {
  me: { key: 'me', name: 'Алиса Морозова' },
  people: [
    { key: 'boris', name: 'Борис Лебедев', isOnline: true },
    { key: 'vera', name: 'Вера Климова', isOnline: true },
    { key: 'denis', name: 'Денис Орлов' },
    { key: 'tom', name: 'Tom Becker' },
    { key: 'galina', name: 'Галина Сергеевна' },
    { key: 'maxim', name: 'Максим Юрьев', isOnline: true },
    { key: 'sonya', name: 'Соня' },
  ],
  conversations: [
    {
      lines: [
        ['boris', day + 65, 'Алиса, добрый день! Получилось посмотреть смету?'],
        ['me', day + 58, 'Да, всё сходится. Только доставка посчитана дважды, поправь, пожалуйста.'],
        ['boris', day + 55, 'Точно, спасибо! Исправил.'],
        ['boris', 96, 'Заказчик согласовал макеты 🎉'],
        ['boris', 95, 'Просит только сделать шрифт в шапке чуть крупнее и показать вариант без фотографии.'],
        ['me', 88, 'Отличная новость!', { answers: 3, reactions: { '🔥': ['boris'] } }],
        [
          'me',
          87,
          'Сделаю оба варианта до обеда. Пришли, пожалуйста, логотип в векторе, а то в папке только растровый.',
        ],
        ['boris', 61, 'Вот, и заодно как это выглядит на стенде', { pictures: ['map', 'dusk'] }],
        [
          'me',
          22,
          'Готово, оба варианта в общей папке. Мне больше нравится без фотографии: воздуха больше, и заголовок читается сразу.',
        ],
        ['boris', 8, 'Согласен. Отправляю заказчику первый, второй оставим про запас.'],
        ['boris', 8, '', { voice: 7 }],
        ['me', 3, 'Договорились. Тогда после обеда созвонимся?'],
      ],
    },
    {
      group: { title: 'Дом на Садовой, 12', members: ['galina', 'maxim', 'vera'] },
      lines: [
        ['galina', 35, 'Завтра с 10 до 14 отключат горячую воду'],
        ['maxim', 31, 'Спасибо, что предупредили!'],
        ['vera', 17, 'А лифт починили?'],
      ],
      unread: 3,
    },
    {
      lines: [
        ['vera', 40, 'Ты сегодня на занятие?'],
        ['vera', 39, 'Начало в семь, я займу место'],
      ],
      unread: 2,
    },
    {
      lines: [
        ['tom', 130, 'The parcel arrived, thank you!'],
        ['me', 121, 'Рада, что дошло. Enjoy 😊'],
      ],
    },
    {
      group: { title: 'Выпуск 2.0', members: ['boris', 'denis', 'maxim'] },
      lines: [
        ['maxim', 185, 'Тесты прошли, собираю.'],
        ['denis', 170, 'Заметки к выпуску готовы, посмотрите, пожалуйста'],
      ],
    },
    {
      lines: [
        ['denis', 300, 'Скинь, пожалуйста, номер договора'],
        ['me', 290, '№ 114 от 3 марта'],
      ],
    },
    { lines: [['sonya', day + 200, 'Мам, я дома!']] },
    { lines: [['me', day * 2, 'Рецепт: 300 г творога, 2 яйца, ложка сахара, ванилин']] },
    {
      lines: [
        ['maxim', day * 3, 'Билеты купил, места рядом'],
        ['me', day * 3 - 10, 'Ура!'],
      ],
    },
  ],
};

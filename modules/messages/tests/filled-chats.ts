import { randomUUID } from 'node:crypto';
import type { TestPlatform } from '@bridges/dev-env';
import { query } from './chat-tools.ts';

const words =
  `привет пока договор договоры встреча отчёт счёт задача проект сервер ошибка релиз оплата доставка клиент письмо
  звонок завтра сегодня вчера понял хорошо спасибо ладно работа работаем meeting report invoice deadline release server
  branch review deploy ticket customer budget update design team call office hello thanks 100% snake_case <-> !важно! (.*)*
  ABC-10997 192.168.10.45 https://example.org/a?b=c отчёт.xlsx`.split(/\s+/);

/** The same in every run. */
function textsOf(count: number, wordCount: number): string[] {
  let state = count;
  const next = (below: number) => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1) % below;
  const word = () => (next(5) === 0 ? `${words[next(40)]}${next(5000)}` : words[next(words.length)]);
  return Array.from({ length: count }, () => Array.from({ length: 1 + next(wordCount) }, word).join(' '));
}

/** Groups with messages of a year, written into the tables, because no door lets anybody write in the past; indexed as if sent. */
export async function fillChats(
  platform: TestPlatform,
  userId: string,
  { chats, messages, words: wordCount }: { chats: number; messages: number; words: number },
): Promise<void> {
  const chatIds = Array.from({ length: chats }, () => randomUUID());
  const each = messages / chats;
  await query(
    platform,
    `insert into chats (id, kind, title, created_at, last_activity_at, last_seq)
     select id, 'group', 'Group ' || at, now(), now(), $2 from unnest($1::uuid[]) with ordinality as new (id, at)`,
    [chatIds, each],
  );
  await query(
    platform,
    `insert into chat_members (chat_id, user_id, role, joined_at)
     select id, $2, 'member', now() from unnest($1::uuid[]) as id`,
    [chatIds, userId],
  );
  const texts = textsOf(1000, wordCount);
  await query(
    platform,
    `insert into messages (chat_id, seq, sender_id, kind, body, client_id, fingerprint, created_at)
     select chat_id, seq, $2, 'text', left(($3::text[])[1 + (seq * 7 + at * 131) % 1000], 4096), gen_random_uuid(), 0,
       now() - (($4 - seq) * 8760 / $4) * interval '1 hour' - at * interval '1 second'
     from unnest($1::uuid[]) with ordinality as chat (chat_id, at), generate_series(1, $4::int) seq`,
    [chatIds, userId, texts, each],
  );
  await query(platform, 'insert into message_search_queue (chat_ids, block_no) values ($1::uuid[], null)', [
    chatIds,
  ]);
}

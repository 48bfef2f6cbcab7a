import { sql } from 'kysely';
import { toProtoRow } from '../presenters/message-proto.ts';
import type { ChatKind, Reader } from '../tables/database.ts';
import type { ChatMarks } from '@bridges/contracts';
import { unreadTexts } from './unread-texts.ts';
import { unreadTotals } from './unread-totals.ts';

export interface UnreadQuestion {
  userId: string;
  chatId: string;
  firstSeq: number;
  lastSeq: number;
}

const questionsMost = 200;
const messagesMost = 20;

/** What is unread for users in chats, by what each of them may read now; answers in the order of the questions. */
export async function unreadDescribe(db: Reader, asked: readonly UnreadQuestion[], limit: number) {
  const questions = asked.slice(0, questionsMost);
  if (questions.length === 0) return [];
  const [states, texts, totals] = await Promise.all([
    statesOf(db, questions),
    unreadTexts(db, questions, Math.min(limit || messagesMost, messagesMost)),
    unreadTotals(
      db,
      questions.map(({ userId }) => userId),
    ),
  ]);
  const byPlace = new Map(states.map((state) => [Number(state.place), state]));
  return questions.map(({ userId }, index) => {
    const state = byPlace.get(index + 1);
    const unreadTotal = totals.get(userId) ?? 0;
    if (!state) return { isMember: false, unreadTotal };
    const rows = texts.get(index + 1) ?? [];
    return {
      isMember: true,
      readSeq: state.readSeq,
      level: state.level ?? 'all',
      mutedUntilMs: state.mutedUntil?.getTime() ?? 0,
      kind: state.kind,
      title: state.title ?? '',
      peerId: (state.userLow === userId ? state.userHigh : state.userLow) ?? '',
      messages: rows.map((row) => ({ message: toProtoRow(row), isMention: row.isMention })),
      count: Number(rows[0]?.count ?? 0),
      unreadTotal,
    };
  });
}

interface State {
  place: string;
  readSeq: number;
  level: ChatMarks['level'] | null;
  mutedUntil: Date | null;
  kind: ChatKind;
  title: string | null;
  userLow: string | null;
  userHigh: string | null;
}

async function statesOf(db: Reader, questions: readonly UnreadQuestion[]): Promise<State[]> {
  const userIds = questions.map(({ userId }) => userId);
  const chatIds = questions.map(({ chatId }) => chatId);
  return db
    .selectFrom(
      sql<{ userId: string; chatId: string; place: string }>`
        unnest(${userIds}::uuid[], ${chatIds}::uuid[]) with ordinality`.as<'asked'>(
        sql`asked (user_id, chat_id, place)`,
      ),
    )
    .innerJoin('chatMembers as member', (join) =>
      join.onRef('member.chatId', '=', 'asked.chatId').onRef('member.userId', '=', 'asked.userId'),
    )
    .innerJoin('chats as chat', 'chat.id', 'member.chatId')
    .leftJoin('chatMarks as marks', (join) =>
      join.onRef('marks.userId', '=', 'member.userId').onRef('marks.chatId', '=', 'member.chatId'),
    )
    .select([
      'asked.place',
      'member.readSeq',
      'marks.level',
      'marks.mutedUntil',
      'chat.kind',
      'chat.title',
      'chat.userLow',
      'chat.userHigh',
    ])
    .execute();
}

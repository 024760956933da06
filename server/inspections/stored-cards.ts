import { readScorecard } from '#rubric/scorecards/lint.ts';
import type { Database } from '../store/database.ts';
import type { CardSource } from './card-source.ts';

/** Approved scorecards as they stand in the database. */
export function storedCards({ read }: Database): Pick<CardSource, 'version'> {
  return {
    async version(card, version) {
      const row = await read
        .selectFrom('policy')
        .select('body')
        .where('kind', '=', 'scorecard')
        .where('id', '=', card)
        .where('version', '=', version)
        .where('state', '=', 'approved')
        .executeTakeFirst();
      if (row === undefined) return null;
      const parsed = readScorecard(JSON.parse(row.body));
      return parsed.ok ? parsed.card : null;
    },
  };
}

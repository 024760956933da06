import { readScorecard } from '#rubric/scorecards/lint.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Reader } from '../../store/database.ts';
import { findCard } from '../../store/inspections/find-card.ts';
import type { CardSource } from '../card-source.ts';

/** The versions of scorecards that were put into force. A version never changes, so each is read once. */
export function storedCards(reader: Reader): Pick<CardSource, 'version'> {
  const known = new Map<string, Scorecard>();
  return {
    async version(id, version) {
      const key = `${id}/${String(version)}`;
      const there = known.get(key);
      if (there !== undefined) return there;
      const body = await findCard(reader, id, version);
      const read = body === null ? null : readScorecard(JSON.parse(body));
      if (read === null || !read.ok) return null;
      known.set(key, read.card);
      return read.card;
    },
  };
}

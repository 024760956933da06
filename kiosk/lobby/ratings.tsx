import type { JSX } from 'preact';
import type { Language } from '../shared/language.ts';
import { formatTime } from '../shared/format.ts';
import type { RatingRow } from './board.ts';
import type { LOBBY_TEXTS } from './texts.ts';

interface RatingsProps {
  readonly ratings: readonly RatingRow[];
  readonly timeZone: string;
  readonly texts: (typeof LOBBY_TEXTS)[Language];
}

export function Ratings({ ratings, timeZone, texts }: RatingsProps): JSX.Element {
  return (
    <section class="card">
      <h2>{texts.ratings}</h2>
      {ratings.length === 0 ? (
        <p class="quiet">{texts.noRatings}</p>
      ) : (
        <ul class="lines">
          {ratings.map(({ at, level, scale, counter }, index) => (
            <li key={`${at}-${index}`} data-testid="rating-row">
              <span>
                <strong>{texts.levels[scale]?.[level - 1] ?? level}</strong>
                <span class="quiet">
                  {' '}
                  {level}/{scale}
                </span>
              </span>
              <span class="quiet when">
                {counter === null ? null : <span>{counter}</span>}
                <time>{formatTime(at, timeZone)}</time>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

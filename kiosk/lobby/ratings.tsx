import type { JSX } from 'preact';
import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyRating } from '#contract/lobby-view.ts';
import { formatTime } from '../shared/format.ts';
import type { Language } from '../shared/language.ts';
import type { Names } from './names.ts';
import { channelWords, flagWords, levelWords, mood, reasonWords } from './rating-words.ts';
import { LOBBY_TEXTS } from './texts.ts';

interface RatingsProps {
  /** Newest first. */
  readonly ratings: readonly LobbyRating[];
  readonly hall: HallConfig;
  readonly names: Names;
  readonly language: Language;
}

export function Ratings({ ratings, hall, names, language }: RatingsProps): JSX.Element {
  const texts = LOBBY_TEXTS[language];
  return (
    <section class="card ratings">
      <h2>{texts.ratings}</h2>
      {ratings.length === 0 ? <p class="quiet">{texts.noRatings}</p> : null}
      <ul class="lines">
        {ratings.map((rating) => (
          <Rating key={rating.rating} rating={rating} hall={hall} names={names} language={language} />
        ))}
      </ul>
    </section>
  );
}

const TONES = { good: 'ok', fair: 'near', bad: 'over' } as const;
const MARKS = { good: '▲', fair: '◆', bad: '▼' } as const;

interface RatingProps {
  readonly rating: LobbyRating;
  readonly hall: HallConfig;
  readonly names: Names;
  readonly language: Language;
}

function Rating({ rating, hall, names, language }: RatingProps): JSX.Element {
  const { at, channel, counter, ticket, reasons, comment, counted } = rating;
  const feeling = mood(rating);
  const flags = flagWords(rating, language);
  const from = [counter === null ? null : names.counter(counter), ticket, channelWords(channel, language)];
  return (
    <li class="rating" data-testid="rating-row" data-mood={feeling} data-counted={counted}>
      <span class="rating-head">
        <span class="tag" data-tone={TONES[feeling]}>
          <span aria-hidden="true">{MARKS[feeling]}</span> {levelWords(rating, hall, language)}
        </span>
        {reasons.length === 0 ? null : <span>{reasonWords(reasons, hall, language)}</span>}
      </span>
      <span class="quiet rating-from">
        {from.filter((part) => part !== null).join(' · ')} <time>{formatTime(at, hall.timeZone)}</time>
      </span>
      {comment === null || comment === '' ? null : <q class="rating-comment">{comment}</q>}
      {flags === null ? null : <span class="rating-flags">{flags}</span>}
    </li>
  );
}

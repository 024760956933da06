import type { JSX } from 'preact';

/** Column titles; a title in the second list heads figures, which are set flush right. */
export function HeadRow({
  words,
  figures,
}: {
  readonly words: readonly string[];
  readonly figures: readonly string[];
}): JSX.Element {
  return (
    <thead>
      <tr>
        {words.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
        {figures.map((name) => (
          <th key={name} scope="col" class="number">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

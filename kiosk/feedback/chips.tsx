import type { JSX } from 'preact';

interface ChipsProps<Id extends string> {
  readonly label: string;
  readonly items: readonly {
    readonly id: Id;
    readonly name: string;
    readonly chosen: boolean;
    readonly testId: string;
  }[];
  readonly onChoose: (id: Id) => void;
}

export function Chips<Id extends string>({ label, items, onChoose }: ChipsProps<Id>): JSX.Element {
  return (
    <div class="chips" role="group" aria-label={label}>
      {items.map(({ id, name, chosen, testId }) => (
        <button
          key={id}
          type="button"
          class="chip"
          data-testid={testId}
          aria-pressed={chosen}
          onClick={() => onChoose(id)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

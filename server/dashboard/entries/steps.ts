/** Enter goes on to the next place and Shift+Enter back, in the order in which they stand on the page. */
export function goOn(event: KeyboardEvent, form: HTMLElement): void {
  if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const target = event.target as HTMLElement;
  const place = target.closest<HTMLElement>('[data-place]');
  if (place === null || target.closest('button, a') !== null) return;
  event.preventDefault();
  const places = [...form.querySelectorAll<HTMLElement>('[data-place]')];
  const next = places[places.indexOf(place) + (event.shiftKey ? -1 : 1)];
  if (next !== undefined) focusPlace(next);
  else if (!event.shiftKey) form.querySelector<HTMLElement>('[data-last]')?.focus();
}

/** The field of a place, of a choice the one that is chosen. */
export function focusPlace(place: HTMLElement): void {
  const field =
    place.querySelector<HTMLElement>('input:checked') ?? place.querySelector<HTMLElement>('input, textarea, select');
  field?.focus();
  if (field instanceof HTMLInputElement && field.type === 'text') field.select();
  place.scrollIntoView({ block: 'nearest' });
}
